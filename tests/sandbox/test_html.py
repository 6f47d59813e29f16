"""HTML as Telegram reads it: what becomes of each tag, what is refused in which words, and that nothing crashes it."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.entities import Entity, trim, utf16_length
from sandbox.errors import ApiError
from sandbox.markup import parse_html


def entity(kind: str, offset: int, length: int, **more: str) -> Entity:
    return {"type": kind, "offset": offset, "length": length} | more


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("plain", "plain", []),
        ("<b>a</b><strong>b</strong>", "ab", [entity("bold", 0, 1), entity("bold", 1, 1)]),
        ("<i>a<b>b</b></i>", "ab", [entity("italic", 0, 2), entity("bold", 1, 1)]),
        ("<u>a</u><ins>b</ins>", "ab", [entity("underline", 0, 1), entity("underline", 1, 1)]),
        ("<s>a</s><strike>b</strike><del>c</del>", "abc", [entity("strikethrough", n, 1) for n in range(3)]),
        ("\N{HOUSE BUILDING}<em>ż</em>", "\N{HOUSE BUILDING}ż", [entity("italic", 2, 1)]),
        ('<a href="https://x.org/?a=1&amp;b=2">x</a>', "x", [entity("text_link", 0, 1, url="https://x.org/?a=1&b=2")]),
        ("<a>https://x.org</a>", "https://x.org", [entity("text_link", 0, 13, url="https://x.org")]),
        ("<a href='no link'>x</a>", "x", []),
        ('<span class="tg-spoiler">a</span>', "a", [entity("spoiler", 0, 1)]),
        ("<tg-spoiler>a</tg-spoiler>", "a", [entity("spoiler", 0, 1)]),
        ('<code class="language-py">a</code>', "a", [entity("code", 0, 1, language="py")]),
        ("<blockquote expandable>a</blockquote>", "a", [entity("expandable_blockquote", 0, 1)]),
        ("<blockquote>a</blockquote>", "a", [entity("blockquote", 0, 1)]),
        ('<tg-emoji emoji-id="5">x</tg-emoji>', "x", [entity("custom_emoji", 0, 1, custom_emoji_id="5")]),
        ("<B CLASS=x>a</b >", "a", [entity("bold", 0, 1)]),
        ("<b>a</>", "a", [entity("bold", 0, 1)]),
        ("&lt;&gt;&amp;&quot;&#65;&#x42;", '<>&"AB', []),
        ("&nbsp; & &unknown;", "&nbsp; & &unknown;", []),
        ("<b></b>x", "x", []),
    ],
)
def test_what_is_understood(source: str, text: str, entities: list[Entity]) -> None:
    assert parse_html(source) == (text, entities)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("a < b", "Unsupported start tag \"\" at byte offset 2"),
        ("a <", "Unclosed start tag at byte offset 2"),
        ("ż<b", "Unclosed start tag at byte offset 2"),
        ("<p>x</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a href>x</a>", 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'),
        ('<a ="x">x</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ('<a href="x', 'Unclosed start tag "a" at byte offset 0'),
        ("<a href=a/b>x</a>", "Unexpected end of name token at byte offset 8"),
    ],
)  # fmt: skip
def test_what_is_refused(source: str, reason: str) -> None:
    with pytest.raises(ApiError) as refusal:
        parse_html(source)
    assert refusal.value.description == f"Bad Request: can't parse entities: {reason}"


@given(st.text())
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    assert parse_html(html.escape(text, quote=False)) == (text, [])


@given(st.lists(st.sampled_from(["<b>", "</b>", "<i>", "</i>", "<a href='u.v'>", "</a>", "<", ">", "&lt;", "&", "ż", "\N{HOUSE BUILDING}"])))  # fmt: skip  # noqa: E501
def test_entities_stay_within_the_text_and_never_cross(pieces: list[str]) -> None:
    try:
        text, entities = parse_html("".join(pieces))
    except ApiError as refusal:
        assert refusal.description.startswith("Bad Request: can't parse entities: ")
        return
    spans = [(each["offset"], each["offset"] + each["length"]) for each in entities]
    assert all(0 <= start < end <= utf16_length(text) for start, end in spans)
    assert not any(a < c < b < d for a, b in spans for c, d in spans)


@given(st.text(alphabet="a \n\N{HOUSE BUILDING}"))
def test_trimmed_text_keeps_its_entities_on_the_same_letters(text: str) -> None:
    marked = [entity("bold", utf16_length(text[:at]), utf16_length(text[at])) for at in range(len(text))]
    stripped, moved = trim(text, marked)
    assert stripped == text.strip()
    units = stripped.encode("utf-16-le")
    letters = [units[2 * each["offset"] : 2 * (each["offset"] + each["length"])].decode("utf-16-le") for each in moved]
    assert "".join(letters) == stripped
