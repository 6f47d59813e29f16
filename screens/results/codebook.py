"""What a question is, for who works on with the figures: its kind, and when it was asked, in words."""

from __future__ import annotations

from deliberation.definition import Consultation, in_language
from deliberation.definition.condition import Condition
from screens.results.outcomes import quoted
from screens.steps import cell_labels
from screens.voice import Voice


def kind_name(kind: str, v: Voice) -> str:
    """A kind of question in words."""
    names = {
        "single_choice": v.label("One answer out of several"),
        "multiple_choice": v.label("Several answers out of several"),
        "scale": v.label("Scale"),
        "ranking": v.label("Order of preference"),
        "open_text": v.label("Own words"),
        "number": v.label("Number"),
        "date": v.label("Date"),
        "statements": v.label("Statements to vote on"),
    }
    return names[kind]


def condition_words(condition: Condition, consultation: Consultation, v: Voice) -> str:
    """When a question is asked."""
    step = consultation.step(condition.step)
    question = quoted(in_language(step.question, v.language, consultation.languages[0]), v)
    labels = cell_labels(step, v.language, consultation.languages[0], v)

    def named(options: frozenset[str]) -> str:
        return v.either([quoted(labels[option], v) for option in step.choices() if option in options])

    said = []
    if condition.among:
        said.append(
            v.label(
                "Asked if the answer to {question} was {options}.", question=question, options=named(condition.among)
            )
        )
    if condition.outside:
        said.append(
            v.label(
                "Asked if {question} was answered, but not with {options}.",
                question=question,
                options=named(condition.outside),
            )
        )
    if condition.least is not None:
        said.append(
            v.label(
                "Asked if the answer to {question} was at least {number}.", question=question, number=condition.least
            )
        )
    if condition.most is not None:
        said.append(
            v.label("Asked if the answer to {question} was at most {number}.", question=question, number=condition.most)
        )
    return " ".join(said)
