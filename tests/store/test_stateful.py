"""Two people, one consultation, a handful of answers, and everything that can go wrong between them and the store.

Updates come twice and in any order; the process ends before a commit, after it, before a send and after it; Telegram
asks to wait; people block the bot and come back. Whatever happened, at the end everything agrees.
"""

from __future__ import annotations

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.store.chats import Fate
from tests.store.rehearsal import PEOPLE, Rehearsal

PERSON = st.sampled_from(PEOPLE)
NUMBER = st.integers(0, 7)
COMMANDS = ("/start", "/start c_tiny", "/help", "/menu", "/later", "/delete", "/nobody-knows-this")
WORDS = ("begin", "agree", "back", "skip", "done", "my answers", "español", "a new message each step")
TEXT = st.sampled_from([*COMMANDS, *WORDS, "1", "2.", "1 3", "words"])
FATE = st.sampled_from(Fate)
CRASH = st.none() | st.integers(0, 9)
"""The statement at which the process ends, from 1; 0 is right after the commit; None is not at all."""


class TownMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.town = Rehearsal()

    @rule(person=PERSON, text=TEXT)
    def writes(self, person: int, text: str) -> None:
        self.town.happens(self.town.updates.written(person, text))

    @rule(person=PERSON, message=NUMBER, button=NUMBER)
    def taps(self, person: int, message: int, button: int) -> None:
        self.town.tap(person, message, button)

    @rule(person=PERSON)
    def sends_a_photo(self, person: int) -> None:
        self.town.happens(
            self.town.updates.sent(
                person, {"photo": [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]}
            )
        )

    @rule(person=PERSON)
    def blocks_or_lets_in(self, person: int) -> None:
        self.town.block(person)

    @rule(backwards=st.booleans(), twice=st.booleans())
    def telegram_hands_over(self, backwards: bool, twice: bool) -> None:
        self.town.hand_over(backwards=backwards, twice=twice)

    @rule(number=NUMBER)
    def telegram_hands_over_again(self, number: int) -> None:
        self.town.hand_over_again(number)

    @rule(person=PERSON, fate=FATE, crash=CRASH)
    def a_worker_takes_one(self, person: int, fate: Fate, crash: int | None) -> None:
        self.town.work(person, fate, crash)

    @rule(person=PERSON)
    def everything_goes_well(self, person: int) -> None:
        self.town.hand_over(backwards=False, twice=False)
        self.town.work(person, Fate.ARRIVES, None)

    @rule(fate=FATE, crash=CRASH)
    def the_loop_sends(self, fate: Fate, crash: int | None) -> None:
        self.town.send(fate, crash)

    @rule(minutes=st.sampled_from([0, 1, 11]))
    def time_passes(self, minutes: int) -> None:
        self.town.wait(minutes)

    @rule()
    def the_process_starts_anew(self) -> None:
        self.town.restart()

    @invariant()
    def answers_are_the_last_that_were_accepted(self) -> None:
        assert self.town.answers() == {person: given for person, given in self.town.accepted.items() if given}
        assert self.town.drafts() == self.town.begun

    @invariant()
    def nothing_is_shown_that_is_not_committed(self) -> None:
        wanted = {row["token"]: row["wanted"] for row in self.town.rows("views")}
        for message in self.town.messages():
            assert not message.token or message.revision <= wanted[message.token]
        assert all(row["shown"] <= row["wanted"] for row in self.town.rows("views"))

    @invariant()
    def notices_are_told_in_order_and_none_out_of_nothing(self) -> None:
        waiting: dict[str, Any] = {row["id"]: row for row in self.town.rows("notices")}
        for person in PEOPLE:
            told = list(dict.fromkeys(self.town.told(person)))
            assert told == sorted(told)
            assert set(told) <= set(waiting)

    def teardown(self) -> None:
        try:
            self.town.settle()
            self.town.check_that_all_agree()
        finally:
            self.town.close()


TestTown = TownMachine.TestCase
TestTown.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
