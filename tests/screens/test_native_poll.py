"""Telegram's own poll: within what it takes, plain where ours has marks, and honest about what it shows."""

from __future__ import annotations

import pytest

from deliberation.definition import read_definition
from deliberation.desk import POLL_CHANGE
from deliberation.use_cases.matters.poll import PollDraft
from screens.card import ALONE, MOST_BUTTONS
from screens.desk.poll import poll_draft_card
from screens.native_poll import native_poll
from screens.voice import spoken, voice
from tests.deliberation.files import choice, phase, several, table, toml
from tests.screens.html import read
from tests.screens.readability import grade
from tests.screens.test_cards import MOST_GRADE, MOST_WORDS, count_words

MOST_DESCRIBED = 1024
BESIDE = {"open_count": True, "mirror": True}


def about(poll: dict[str, bool], *, many: bool = False, language: str = "en") -> str:
    step = several("vote", 3) if many else choice("vote", 3)
    step["question"] = {language: "When & <where>?"}
    for option in step["options"]:
        option["label"] = {language: f"{option['id']} & <b>"}
    whole = table(phase(step), id="poll", languages=[language], poll=poll, asked_by={language: "The city"})
    return toml({key: whole[key] for key in ("id", "languages", "timezone", "asked_by", "phases", "poll")})


@pytest.mark.parametrize("language", spoken())
@pytest.mark.parametrize("many", [False, True])
def test_it_asks_what_ours_asks_in_plain_words(language: str, many: bool) -> None:
    poll = native_poll(read_definition(about(BESIDE, many=many, language=language)))
    assert (poll.question, poll.options) == ("When & <where>?", ("a & <b>", "b & <b>", "c & <b>"))
    assert poll.several is many
    assert 0 < len(poll.description) <= MOST_DESCRIBED
    assert "&amp;" not in poll.description


def test_before_the_vote_it_is_said_whose_votes_count_and_that_they_are_seen() -> None:
    said = native_poll(read_definition(about(BESIDE))).description
    for part in ("count for those who have agreed above", "who chose what", "figures are its own"):
        assert part in said
    assert count_words(said) <= MOST_WORDS
    assert grade(said) <= MOST_GRADE


@pytest.mark.parametrize("language", spoken())
@pytest.mark.parametrize(
    ("poll", "buttons"),
    [({"open_count": False}, 6), ({"open_count": True}, 7), (BESIDE, 7)],
    ids=["at the close", "open", "beside"],
)
def test_it_is_offered_beside_an_open_count_alone(language: str, poll: dict[str, bool], buttons: int) -> None:
    draft = PollDraft(POLL_CHANGE, "draft", read_definition(about(poll)), [])
    card = poll_draft_card(draft, voice(language))
    labels = [button.label for row in card.rows for button in row]
    assert len(labels) == buttons <= MOST_BUTTONS
    assert all(len(label) <= ALONE for label in labels)
    assert count_words(read(card.text)) <= MOST_WORDS
    assert ("Telegram" in card.text) == bool(poll.get("mirror"))
