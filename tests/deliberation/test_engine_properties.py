"""What is true after any inputs, good or bad, whatever phases are open while they come."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from deliberation import engine
from deliberation.ballots import choices
from deliberation.ballots.choice import OTHER, own_words
from deliberation.definition import Tapped, Typed
from deliberation.engine import Change, Clear, Given, Skip, Sprint, TurnTo, Vote, Withdraw
from deliberation.errors import Refused, Rejected
from deliberation.events import (
    AnswerRecorded,
    AnswerTakenBack,
    ParticipationReopened,
    ParticipationWithdrawn,
    StepSkipped,
)
from deliberation.participation import FINISHED, RESERVED_PLACES, SIDE_PAGES, Participation, Status
from tests.deliberation.folding import Folded
from tests.deliberation.walks import BOTH, INPUTS, LOOKS, OPEN, WIDE, Inputs, Walk, asked

STEPS = {step.id for step in WIDE.steps()}


def walked(inputs: Inputs) -> Walk:
    walk = Walk()
    for given_, phases in inputs:
        walk.take(given_, phases)
    return walk


def kept(participation: Participation) -> dict[str, object]:
    """All that somebody would miss."""
    names = ("answers", "drafts", "skipped", "status", "consented_at", "finished_at")
    return {name: getattr(participation, name) for name in names}


@given(INPUTS, OPEN.filter(bool))
def test_there_is_a_way_to_the_end_from_everywhere(inputs: Inputs, phases: Collection[str]) -> None:
    walk = walked(inputs)
    walk.to_the_end(phases)
    assert walk.participation.consented_at is not None
    assert set(walk.way(phases)) <= walk.participation.passed
    assert {step.id for step in WIDE.way(walk.participation.answers, phases) if step.required} <= set(
        walk.participation.answers
    )
    walk.to_the_end(BOTH)
    assert walk.participation.status is Status.COMPLETED


@given(INPUTS)
def test_the_revision_grows_by_one_with_a_success_and_nothing_changes_otherwise(inputs: Inputs) -> None:
    walk = Walk()
    for one, phases in inputs:
        before, outcome = walk.participation, walk.take(one, phases)
        if isinstance(outcome, Sprint):
            assert outcome.participation.revision == before.revision + 1
        else:
            assert isinstance(outcome, Rejected | Refused)
            assert walk.participation is before


@given(INPUTS, st.lists(st.tuples(st.sampled_from(LOOKS), OPEN)))
def test_looking_about_loses_and_alters_nothing(inputs: Inputs, looks: list[tuple[Given, Collection[str]]]) -> None:
    walk = walked(inputs)
    before = kept(walk.participation)
    for look, phases in looks:
        walk.take(look, phases)
        assert kept(walk.participation) == before


@given(INPUTS)
def test_an_input_touches_no_other_answer_and_no_other_draft_than_that_of_its_own_question(inputs: Inputs) -> None:
    walk = Walk()
    for one, phases in inputs:
        place, before = walk.standing(phases), walk.participation
        outcome = walk.take(one, phases)
        events = outcome.events if isinstance(outcome, Sprint) else ()
        if ParticipationWithdrawn() in events:
            continue
        after = walk.participation
        recorded = {event.step for event in events if isinstance(event, AnswerRecorded)}
        taken_back = {event.step for event in events if isinstance(event, AnswerTakenBack)}
        own = {one.step} if isinstance(one, Vote | Clear) else {place}
        changed = {step for step in STEPS if before.answers.get(step) != after.answers.get(step)}
        assert changed <= recorded | taken_back <= own
        assert {step for step in STEPS if before.drafts.get(step) != after.drafts.get(step)} <= own
        assert after.saved == next(iter(recorded), None if after is not before else before.saved)
        assert set(before.answers) - set(after.answers) == taken_back


@given(INPUTS)
def test_only_what_is_asked_and_open_is_answered_or_skipped(inputs: Inputs) -> None:
    walk = Walk()
    for one, phases in inputs:
        way, outcome = walk.way(phases), walk.take(one, phases)
        events = outcome.events if isinstance(outcome, Sprint) else ()
        assert {event.step for event in events if isinstance(event, AnswerRecorded | StepSkipped)} <= set(way)


@given(INPUTS)
def test_what_stands_in_the_log_tells_the_same_as_the_participation(inputs: Inputs) -> None:
    walk, folded = Walk(), Folded()
    for one, phases in inputs:
        outcome = walk.take(one, phases)
        if isinstance(outcome, Sprint):
            folded.add(outcome.events, outcome.participation.answers, walk.now)
        assert folded == Folded.of(walk.participation)


@given(INPUTS)
def test_completed_is_who_consented_and_has_nothing_left_on_the_way(inputs: Inputs) -> None:
    walk = Walk()
    for one, phases in inputs:
        walk.take(one, phases)
        after = walk.participation
        left = [step for step in asked(after.answers) if step not in {*after.answers, *after.skipped}]
        done = after.consented_at is not None and not left
        assert (after.status is Status.COMPLETED) == done == (after.finished_at is not None)
        assert walk.standing(BOTH) != FINISHED or not left


@given(INPUTS)
def test_the_way_is_the_one_worked_out_by_hand_and_what_is_not_asked_counts_for_nothing_on_it(inputs: Inputs) -> None:
    answers = walked(inputs).participation.answers
    way = asked(answers)
    assert [step.id for step in WIDE.way(answers)] == way
    assert asked({step: ballot for step, ballot in answers.items() if step in way}) == way
    assert [step.id for step in WIDE.way(answers, {"two"})] == [s for s in way if s in {"order", "day", "more", "why"}]


@given(INPUTS, st.sampled_from(["a", "b", "c"]))
def test_a_change_of_mind_and_back_again_brings_every_answer_back(inputs: Inputs, other: str) -> None:
    walk = walked(inputs)
    first = walk.participation.answers.get("gate")
    if first is None:
        return
    before, way = walk.participation, walk.way()
    walk.through(Change("gate"), Tapped(other))
    assert {**walk.participation.answers, "gate": first} == before.answers
    own = own_words(first)
    walk.through(Change("gate"), *([Tapped(first)] if own is None else [Tapped(OTHER), Typed(own)]))
    drafts = {step: draft for step, draft in before.drafts.items() if step != "gate"}
    assert (walk.participation.answers, walk.participation.drafts) == (before.answers, drafts)
    assert (walk.way(), walk.participation.status) == (way, before.status)


@given(INPUTS)
def test_a_participation_opens_again_by_an_answer_alone_which_leads_to_more_questions(inputs: Inputs) -> None:
    walk = Walk()
    for one, phases in inputs:
        before, outcome = walk.participation, walk.take(one, phases)
        if isinstance(outcome, Sprint) and ParticipationReopened() in outcome.events:
            assert before.status is Status.COMPLETED
            if isinstance(outcome.events[0], AnswerTakenBack):
                continue
            assert isinstance(outcome.events[0], AnswerRecorded)
            assert set(asked(outcome.participation.answers)) - set(asked(before.answers))


@given(INPUTS)
def test_a_vote_taken_back_leaves_all_else_as_if_it_had_never_been_given(inputs: Inputs) -> None:
    walk = walked(inputs)
    if "gate" in walk.participation.answers or walk.participation.consented_at is None:
        return
    before = walk.participation
    walk.through(Vote("gate", "a"))
    assert walk.participation.answers == {**before.answers, "gate": "a"}
    after = walk.through(Clear("gate"))
    assert (after.answers, after.consented_at) == (before.answers, before.consented_at)
    assert after.status is Status.OPEN
    assert isinstance(walk.take(Clear("gate")), Rejected)


@given(INPUTS, st.sampled_from("abc"))
def test_the_same_choice_of_several_twice_is_as_before(inputs: Inputs, option: str) -> None:
    walk = walked(inputs)
    if "many" not in walk.way() or walk.participation.consented_at is None:
        return
    before = choices.read(walk.participation.answers.get("many", ""))
    if {"c"} & {option, *before} or len([one for one in before if own_words(one)]) > 0:
        return
    for _ in range(2):
        walk.through(Vote("many", option))
    assert choices.read(walk.participation.answers.get("many", "")) == before


@given(INPUTS)
def test_without_consent_nothing_is_kept(inputs: Inputs) -> None:
    walk = Walk()
    for one, phases in inputs:
        walk.take(one, phases)
        after = walk.participation
        if after.consented_at is None:
            assert not (after.answers or after.drafts or after.skipped or after.finished_at)
            assert after.place in RESERVED_PLACES


@given(INPUTS)
def test_taking_everything_back_leaves_nothing_and_one_can_begin_anew(inputs: Inputs) -> None:
    walk = walked(inputs)
    if walk.participation.consented_at is None:
        return
    revision = walk.participation.revision
    after = walk.through(Withdraw())
    nothing = engine.start("p", WIDE).participation
    assert after == replace(nothing, revision=revision + 1, status=Status.WITHDRAWN, place="@withdrawn")
    walk.to_the_end()
    assert walk.participation.status is Status.COMPLETED


@given(INPUTS)
def test_while_nothing_is_open_nobody_answers_and_nobody_finishes(inputs: Inputs) -> None:
    walk = walked(inputs)
    for one, _ in inputs:
        before = walk.participation
        meant = walk.meant(one, ())
        walk.take(meant, ())
        after = walk.participation
        if before.consented_at is not None and not isinstance(meant, Withdraw):
            assert kept(after) == kept(before)


@given(INPUTS)
def test_the_place_is_a_page_or_a_step_that_is_asked_and_only_a_side_page_leads_back(inputs: Inputs) -> None:
    walk = Walk()
    for one, phases in inputs:
        walk.take(one, phases)
        after = walk.participation
        assert after.place in RESERVED_PLACES | set(walk.way())
        assert (after.origin is not None) == (after.place in SIDE_PAGES)
        assert after.origin not in SIDE_PAGES
        assert 0 <= after.page < engine.MOST_PAGES
        assert set(after.drafts) <= STEPS
        assert not set(after.answers) & after.skipped


@given(INPUTS)
def test_what_was_taken_leads_to_the_same_once_more_without_what_was_refused(inputs: Inputs) -> None:
    walk, again = Walk(), Walk()
    for one, phases in inputs:
        meant = walk.meant(one, phases)
        if isinstance(walk.take(meant, phases), Sprint):
            again.now = walk.now - 1
            again.through(meant, phases=phases)
    assert again.participation == walk.participation


@given(INPUTS)
def test_turning_pages_changes_the_page_and_nothing_else(inputs: Inputs) -> None:
    walk = walked(inputs)
    here = replace(walk.participation, place=walk.standing())
    after = walk.through(TurnTo(7))
    same = {"page": 7, "saved": None, "revision": here.revision + 1}
    assert after == replace(here, **same)
    assert isinstance(walk.take(Skip(), ()), Rejected | Refused)
