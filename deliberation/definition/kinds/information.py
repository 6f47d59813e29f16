"""Something to read before the next question: a text, perhaps with a link and a picture."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar, Self

from deliberation.definition.file.fields import Fields
from deliberation.definition.picture import Picture, check_room
from deliberation.definition.steps import Ballot, Draft, Input, Sheet, Step, read_head
from deliberation.definition.words import Words
from deliberation.errors import NotUnderstood

LINK = re.compile(r"https://[^\s\"<>]{4,290}")


@dataclass(frozen=True)
class Information(Step):
    kind: ClassVar[str] = "information"
    asks: ClassVar[bool] = False

    text: Words
    link: str | None
    picture: Picture | None = None

    @classmethod
    def read(cls, fields: Fields) -> Self:
        head = read_head(fields, question="title")
        for key in "required", "circumstance":
            if fields.flag(key, default=False):
                fields.wrong(key, "nothing_to_answer")
        head["required"] = head["circumstance"] = False
        step = cls(
            **head,
            text=fields.words("text", 400),
            link=fields.optional_match("link", LINK),
            picture=None if (picture := fields.table("picture", called="picture")) is None else Picture.read(picture),
        )
        if step.picture is not None:
            texts = {"title": step.question, "help": step.help or {}, "text": step.text}
            check_room(fields, texts | {"picture.alt": step.picture.alt}, step.link)
        return step

    def shows(self) -> Picture | None:
        return self.picture

    def take(self, given: Input, sheet: Sheet) -> Ballot | Draft:
        raise NotUnderstood
