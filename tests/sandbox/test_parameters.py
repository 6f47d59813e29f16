"""The table of parameters against the one in aiogram, which is made from Telegram's documentation by other people."""

from importlib import import_module
from types import ModuleType

import pytest

from sandbox.methods import ALL
from sandbox.parameters import TABLE

# Messages for one person in a group, and articles: the sandbox does not play them and reports their use.
NOT_PLAYED = {"callback_query_id", "ephemeral_message_parameters", "receiver_user_id", "rich_message"}
# Deprecated by Telegram and kept by aiogram for old code; reported as well.
DEPRECATED = {"disable_web_page_preview", "reply_to_message_id", "allow_sending_without_reply", "correct_option_id"}


@pytest.fixture(scope="module")
def theirs() -> ModuleType:
    """Imported late: that takes seconds."""
    return import_module("aiogram.methods")


@pytest.mark.parametrize("method", sorted(TABLE))
def test_parameters_are_telegrams(theirs: ModuleType, method: str) -> None:
    fields = getattr(theirs, method[0].upper() + method[1:]).model_fields
    required = {name for name, parameter in TABLE[method].items() if parameter.required}
    assert set(TABLE[method]) | NOT_PLAYED == set(fields) - DEPRECATED | NOT_PLAYED
    assert required >= {name for name, field in fields.items() if field.is_required()}


def test_every_method_has_its_parameters() -> None:
    assert set(ALL) == set(TABLE)
