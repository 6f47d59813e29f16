"""The pictures of a consultation: kept with its definition, in the same unit of work, and never changed afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from deliberation.definition import Consultation
from deliberation.definition.file.image import image_of
from deliberation.kept import File
from deliberation.ports import Transaction


async def keep_pictures(tx: Transaction, consultation: Consultation, given: Mapping[str, bytes]) -> None:
    """Store the pictures of a version. The bytes have been looked through: each is a picture."""
    for name in sorted(pictures_of(consultation)):
        image = image_of(given[name])
        if image is not None:
            file = File(_digest(given[name]), image.type, given[name])
            await tx.add_picture(consultation.id, consultation.version, name, file)


async def same_pictures(tx: Transaction, consultation: Consultation, given: Mapping[str, bytes]) -> bool:
    """Whether a version that is launched has these pictures."""
    return await tx.pictures(consultation.id, consultation.version) == {
        name: _digest(given[name]) for name in pictures_of(consultation)
    }


def pictures_of(consultation: Consultation) -> set[str]:
    """The files that its steps show."""
    return {picture.file for step in consultation.steps() if (picture := step.shows()) is not None}


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()
