"""From a file's text to a consultation, or to every mistake in it at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from deliberation.definition.audience import Audience
from deliberation.definition.consultation import Consultation, Phase
from deliberation.definition.file.causes import causes
from deliberation.definition.file.fields import LANGUAGE, Fields
from deliberation.definition.file.naming import parts
from deliberation.definition.file.near import near
from deliberation.definition.file.places import line_of, lines_of, path_at
from deliberation.definition.file.syntax import read_toml
from deliberation.definition.file.zones import zone_of
from deliberation.definition.kinds import KINDS
from deliberation.definition.poll import Poll, check_mirror, check_poll, in_order
from deliberation.definition.sharing import COUNTED_ALONE, Sharing
from deliberation.definition.steps import Step
from deliberation.definition.together import ReadStep, check_phases, check_pictures, check_steps
from deliberation.definition.words import Words
from deliberation.errors import DefinitionInvalid, Mistake

UNREADABLE_LANGUAGES = ("en",)
"""What texts are checked against when the list of languages itself cannot be read."""


MOST_STEPS = 60
"""In all phases together."""

T = TypeVar("T")


def read_definition(source: str, pictures: Mapping[str, bytes] | None = None) -> Consultation:
    """The consultation that this TOML text describes. Raises `DefinitionInvalid` with every mistake and its line.

    `pictures` are the files beside it, by name; None where they are not to be looked at, as they were before.
    """
    return read_file(source, lambda table, found: _consultation(table, found, pictures))


def read_file(source: str, read: Callable[[dict[str, Any], list[Mistake]], T]) -> T:
    """What `read` makes of a file's table, noting the mistakes in it. Raises `DefinitionInvalid` with all there are."""
    toml = read_toml(source)
    lines = lines_of(toml.text) if toml.broken else {}
    broken = [
        Mistake(path_at(each.line, lines), each.cured.code, each.cured.parameters, each.line) for each in toml.broken
    ]
    lost = [mistake for mistake, each in zip(broken, toml.broken, strict=True) if each.cured.lost]
    found = list(lost)  # so that nothing is compared with what stands in for them
    whole = read(toml.table, found)
    if not broken and not found:
        return whole
    told = causes(found[len(lost) :], {mistake.where for mistake in lost})
    raise DefinitionInvalid(_in_order([*broken, *told], toml.table, lines or lines_of(toml.text)))


def invalid(source: str, mistakes: Iterable[Mistake]) -> DefinitionInvalid:
    """What to raise for mistakes that show only beside something else, such as the version before."""
    toml = read_toml(source)
    return DefinitionInvalid(_in_order(list(mistakes), toml.table, lines_of(toml.text)))


def _in_order(mistakes: list[Mistake], table: dict[str, Any], lines: Mapping[str, int]) -> tuple[Mistake, ...]:
    """With lines and names, as they stand in the file. What is missing altogether belongs to the first line."""
    placed = (
        replace(mistake, line=mistake.line or line_of(mistake.where, lines) or 1, within=parts(mistake.where, table))
        for mistake in mistakes
    )
    return tuple(sorted(placed, key=lambda mistake: mistake.line or 0))


def _consultation(table: dict[str, Any], mistakes: list[Mistake], pictures: Mapping[str, bytes] | None) -> Consultation:
    fields = Fields(table, "", UNREADABLE_LANGUAGES, mistakes)
    fields.languages = fields.texts("languages", LANGUAGE, most=12) or UNREADABLE_LANGUAGES
    zone = zone_of(fields)
    phases = _phases(fields, zone, pictures)
    consultation = Consultation(
        id=fields.identifier(),
        version=fields.number("version", default=1, least=1, most=9999),
        languages=tuple(fields.languages),
        timezone=zone.key,
        age=fields.number("age", default=16, least=13, most=99),
        title=_title(fields, phases),
        proposal=fields.optional_words("proposal", 300) or {},
        asked_by=fields.words("asked_by", 120),
        contact=fields.text("contact", 120) if _asked_for(fields, "contact") else "",
        decided_by=_words(fields, "decided_by"),
        still_open=_words(fields, "still_open"),
        already_fixed=_words(fields, "already_fixed"),
        audience=Audience() if (audience := fields.table("audience")) is None else Audience.read(audience),
        reply_by=fields.moment("reply_by", zone) if _asked_for(fields, "reply_by") else _last_close(phases),
        phases=phases,
        poll=None if (poll := fields.table("poll")) is None else Poll.read(poll),
        sharing=COUNTED_ALONE if (sharing := fields.table("sharing")) is None else Sharing.read(sharing),
    )
    _whole(fields, consultation)
    fields.close()
    return consultation


def _phases(fields: Fields, zone: ZoneInfo, pictures: Mapping[str, bytes] | None) -> tuple[Phase, ...]:
    steps: list[ReadStep] = []
    poll = fields.has("poll")
    phases = [(_phase(table, zone, steps, poll=poll), table) for table in fields.tables("phases", least=1, most=12)]
    check_phases(phases)
    check_steps(steps)
    if pictures is not None:
        check_pictures(steps, pictures)
    return tuple(phase for phase, _ in phases)


def _phase(fields: Fields, zone: ZoneInfo, so_far: list[ReadStep], *, poll: bool) -> Phase:
    read = [(_step(table, poll=poll), table) for table in fields.tables("steps", least=1, most=MOST_STEPS)]
    so_far += read
    steps = tuple(step for step, _ in read if step is not None)
    phase = Phase(fields.identifier(), fields.moment("opens", zone, begins=True), fields.moment("closes", zone), steps)
    if fields.right("opens", "closes") and phase.closes <= phase.opens:
        fields.wrong("closes", "closes_before_opens")
    fields.close()
    return phase


def _step(fields: Fields, *, poll: bool) -> Step | None:
    """The step; one of a kind that is not known as the kind that was probably meant, to find its other mistakes."""
    kind = fields.text("kind", 30)
    if kind and kind not in KINDS and fields.right("kind"):
        fields.unknown("kind", "kind", kind, KINDS)
        kind = near(kind, KINDS)
    if kind not in KINDS:
        fields.identifier()
        return None
    step = KINDS[kind].read(fields)
    fields.close()
    return in_order(step, fields) if poll else step


def _whole(fields: Fields, consultation: Consultation) -> None:
    """What can be seen only when all of it is read."""
    if len(consultation.steps()) > MOST_STEPS:
        fields.wrong("phases", "steps_in_all", most=MOST_STEPS, count=len(consultation.steps()))
    if fields.has("reply_by") and fields.right("reply_by") and not consultation.promises_reply:
        fields.wrong("reply_by", "reply_before_close")
    if fields.has("poll"):
        check_poll(fields, [phase.steps for phase in consultation.phases])
    if consultation.poll is not None and consultation.poll.mirror:
        apart = bool(consultation.audience.asks or consultation.audience.languages)
        check_mirror(fields, consultation.steps(), apart=apart)


def _asked_for(fields: Fields, key: str) -> bool:
    """Whether this key is to be read: a poll may do without."""
    return fields.has(key) or not fields.has("poll")


def _words(fields: Fields, key: str) -> Words:
    return fields.words(key, 160) if _asked_for(fields, key) else {}


def _title(fields: Fields, phases: tuple[Phase, ...]) -> Words:
    """A poll without a title is called by its question."""
    if _asked_for(fields, "title"):
        return fields.words("title", 120)
    return next((step.question for phase in phases for step in phase.steps), {})


def _last_close(phases: Iterable[Phase]) -> int:
    return max((phase.closes for phase in phases), default=0)
