"""The answers themselves: what the file would be, and why there may be none."""

from __future__ import annotations

from deliberation.definition import Consultation, in_language
from deliberation.use_cases.matters.rows import Entrusted, Obstacle, Rows
from deliberation.use_cases.weighing import statement_steps
from screens.card import Button, Card
from screens.desk.buttons import do, home
from screens.voice import Voice


def rows_card(matter: Rows, v: Voice) -> Card:
    """With a button for it only where it can be had."""
    of = matter.entrusted
    about = of.consultation
    title = in_language(about.title, v.language, about.languages[0])
    head = v.say("<b>The answers themselves: {title}</b>", title=title)
    back = (do(v.say("‹ Back"), f"s-{about.id}"), home(v))
    if of.obstacle is not None:
        return Card(f"{head}\n{_why_not(of, of.obstacle, v)}", (back,))
    lines = (
        head,
        v.say("Each person's answers stand together under a number, without a name."),
        v.count(
            "{number} person, who was told of it before agreeing.",
            "{number} people. All were told of it before they agreed.",
            of.people,
        ),
        v.say("With how people live.") if matter.circumstances else v.say("Without how people live."),
        v.say("With what they wrote.") if matter.texts else v.say("Without what they wrote."),
        v.say("Whoever takes the file is noted in the log."),
    )
    living = v.say("Leave out how people live") if matter.circumstances else v.say("Add how people live")
    writing = v.say("Leave out what they wrote") if matter.texts else v.say("Add what they wrote")
    ways = (
        (do(living, "rowswith-circumstances"),),
        (do(writing, "rowswith-texts"),),
        (do(v.say("Send me the file"), "rowssend"),),
        *_packages(about, v),
    )
    return Card("\n".join(lines), (*ways, back))


def _packages(about: Consultation, v: Voice) -> tuple[tuple[Button, ...], ...]:
    """The votes on statements, in a form that other programs read."""
    count = len(statement_steps(about))
    if count == 1:
        return ((do(v.say("Votes on statements (ZIP)"), "package-0"),),)
    label = (v.say("Votes on statements {number} (ZIP)", number=number + 1) for number in range(count))
    return tuple((do(words, f"package-{number}"),) for number, words in enumerate(label))


def _why_not(of: Entrusted, obstacle: Obstacle, v: Voice) -> str:
    match obstacle:
        case Obstacle.OPEN:
            return v.say("It can be had once all phases have closed and their results are there.")
        case Obstacle.UNTOLD:
            return v.say(
                "It cannot be had: residents were not told of it before they agreed. A file's [sharing] can say so "
                "before the next one starts."
            )
        case Obstacle.SOME_UNTOLD:
            return v.say(
                "It cannot be had: some agreed to a version that did not tell them of it. With the results, their "
                "answers could be worked out."
            )
        case Obstacle.FEW:
            return v.say("It cannot be had: fewer than {number} people answered.", number=of.threshold)
