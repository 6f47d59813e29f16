"""Links that open the bot: at most 64 characters of the alphabet that Telegram allows, read back as they were."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ids import random_secret
from deliberation.definition.file.fields import IDENTIFIER, LANGUAGE
from screens.links import Link, LinkKind, deep_link, link_of, start_parameter

ALLOWED = re.compile(r"[A-Za-z0-9_-]{1,64}")
NAMES = st.from_regex(IDENTIFIER, fullmatch=True)
LANGUAGES = st.none() | st.from_regex(LANGUAGE, fullmatch=True)


@given(NAMES, LANGUAGES)
def test_a_consultation_and_the_language_of_its_poster(name: str, language: str | None) -> None:
    link = Link(LinkKind.CONSULTATION, name, language)
    parameter = start_parameter(link)
    assert ALLOWED.fullmatch(parameter)
    assert link_of(parameter) == link


@given(st.from_regex(r"[A-Za-z0-9_-]{22,48}", fullmatch=True))
def test_an_invitation_whatever_its_secret_is_made_of(secret: str) -> None:
    link = Link(LinkKind.INVITATION, secret)
    assert ALLOWED.fullmatch(start_parameter(link))
    assert link_of(start_parameter(link)) == link


def test_the_secrets_that_are_made_fit() -> None:
    assert ALLOWED.fullmatch(start_parameter(Link(LinkKind.INVITATION, random_secret())))


@pytest.mark.parametrize(
    ("parameter", "link"),
    [
        ("", Link(LinkKind.NOTHING)),
        ("lindner-court", Link(LinkKind.CONSULTATION, "lindner-court")),
        ("c", Link(LinkKind.CONSULTATION, "c")),
        ("i_", Link(LinkKind.INVITATION, "")),
    ],
)
def test_what_somebody_typed_by_hand(parameter: str, link: Link) -> None:
    assert link_of(parameter) == link


@given(st.text(max_size=64))
def test_nothing_is_too_strange_to_be_a_link(parameter: str) -> None:
    assert isinstance(link_of(parameter), Link)


def test_the_address_opens_the_bot() -> None:
    assert deep_link("town_bot", Link(LinkKind.CONSULTATION, "tiny", "es")) == "https://t.me/town_bot?start=c_tiny_es"
