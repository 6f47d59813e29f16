"""What the cells of each kind's table are called. A kind whose answers are only counted needs nothing here."""

from __future__ import annotations

from collections.abc import Mapping

from deliberation.ballots import choice
from deliberation.definition import Step, in_language
from deliberation.definition.multiple_choice import MultipleChoice
from deliberation.definition.ranking import Ranking
from deliberation.definition.scale import Scale
from deliberation.definition.single_choice import SingleChoice
from deliberation.definition.steps import GIVEN
from screens.voice import Voice


def cell_labels(step: Step, language: str, fallback: str, v: Voice) -> Mapping[str, str]:
    """The label of every cell of the step's tally, as plain text."""
    match step:
        case SingleChoice() | MultipleChoice():
            labels = {option.id: in_language(option.label, language, fallback) for option in step.options}
            return {**labels, choice.OTHER: v.say("Something else")}
        case Ranking():
            labels = {option.id: in_language(option.label, language, fallback) for option in step.options}
            return {option: v.label("{option}, put first", option=label) for option, label in labels.items()}
        case Scale():
            return _points(step, language, fallback)
    return {GIVEN: v.say("Wrote an answer")}


def _points(step: Scale, language: str, fallback: str) -> dict[str, str]:
    """1 (little), 2, 3, 4, 5 (much)."""
    points = {point: point for point in step.choices()}
    for end, words in ((1, step.low), (step.points, step.high)):
        points[str(end)] = f"{end} ({in_language(words, language, fallback)})"
    return points
