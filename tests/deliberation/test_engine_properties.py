"""What is true after any inputs, good or bad, whatever phases are open while they come."""

from __future__ import annotations

from collections.abc import Collection

from hypothesis import given
from hypothesis import strategies as st

from deliberation.definition import Tapped, Typed
from deliberation.engine import Given, Sprint
from deliberation.events import AnswerRecorded, ConsentGiven, Event, ParticipationCompleted
from deliberation.participation import FINISHED, RESERVED_PLACES, Status
from tests.deliberation.walks import BOTH, GIVEN, OPEN, TINY, Walk, accepted

INPUTS = st.lists(st.tuples(GIVEN, OPEN), max_size=25)
Inputs = list[tuple[Given, Collection[str]]]


@given(INPUTS, OPEN.filter(bool))
def test_there_is_a_way_to_the_end_from_everywhere(inputs: Inputs, phases: Collection[str]) -> None:
    walk = Walk()
    accepted(walk, inputs)
    walk.to_the_end(phases)
    required = {step.id for step in TINY.steps(phases) if step.required}
    assert required <= set(walk.participation.answers)
    assert walk.participation.consented_at is not None


@given(INPUTS)
def test_the_revision_grows_by_one_with_a_success_and_not_otherwise(inputs: Inputs) -> None:
    walk = Walk()
    for one, phases in inputs:
        before = walk.participation
        if isinstance(walk.take(one, phases), Sprint):
            assert walk.participation.revision == before.revision + 1
        else:
            assert walk.participation is before


@given(INPUTS)
def test_nothing_but_an_answer_touches_answers_and_it_touches_its_own_alone(inputs: Inputs) -> None:
    walk = Walk()
    for one, phases in inputs:
        before, sprint = walk.participation, walk.take(one, phases)
        after = walk.participation
        changed = {step for step in after.answers if after.answers[step] != before.answers.get(step)}
        recorded = sprint.events if isinstance(sprint, Sprint) else ()
        steps = {event.step for event in recorded if isinstance(event, AnswerRecorded)}
        assert set(before.answers) <= set(after.answers)
        assert changed <= steps
        assert bool(steps) == (isinstance(one, Tapped | Typed) and isinstance(sprint, Sprint))


@given(INPUTS)
def test_without_consent_there_is_no_answer(inputs: Inputs) -> None:
    walk = Walk()
    for one, phases in inputs:
        walk.take(one, phases)
        if walk.participation.consented_at is None:
            assert not walk.participation.answers
            assert not walk.participation.skipped


@given(INPUTS)
def test_consent_and_completion_happen_at_most_once_and_for_good(inputs: Inputs) -> None:
    walk = Walk()
    events: list[Event] = []
    finished: set[int | None] = set()
    for one, phases in inputs:
        sprint = walk.take(one, phases)
        events += sprint.events if isinstance(sprint, Sprint) else ()
        finished.add(walk.participation.finished_at)
    completed = events.count(ParticipationCompleted())
    assert events.count(ConsentGiven()) <= 1
    assert completed == (walk.participation.status is Status.COMPLETED) == len(finished - {None})


@given(INPUTS)
def test_what_is_answered_is_a_ballot_of_its_step(inputs: Inputs) -> None:
    walk = Walk()
    accepted(walk, inputs)
    answers = walk.participation.answers
    assert {answers.get("first"), answers.get("third")} <= {None, "a", "b"}
    assert len(answers.get("second", "")) <= 20
    assert not set(answers) & walk.participation.skipped


@given(INPUTS)
def test_the_place_is_a_page_or_a_step(inputs: Inputs) -> None:
    walk = Walk()
    for one, phases in inputs:
        walk.take(one, phases)
        assert walk.participation.place in RESERVED_PLACES | {step.id for step in TINY.steps()}
        if walk.standing(BOTH) == FINISHED:
            assert set(walk.participation.answers) | walk.participation.skipped == {"first", "second", "third"}


@given(INPUTS)
def test_the_accepted_inputs_alone_lead_to_the_same(inputs: Inputs) -> None:
    walk, again = Walk(), Walk()
    for now, one, phases in accepted(walk, inputs):
        again.now = now - 1
        again.take(one, phases)
    assert again.participation == walk.participation
