"""The other end of the worker's pipe, run as a process of its own: jobs come in, bytes go out, until the pipe ends.

So it ends with the bot, however that ends. It is deaf to the signals that a terminal or a supervisor sends to all at
once: the bot may still want something made while it stops.
"""

from __future__ import annotations

import os
import pickle
import signal
from struct import calcsize, pack, unpack
from typing import BinaryIO, Final

JOB: Final = ">I"
"""Before a job: its length."""

ANSWER: Final = ">?I"
"""Before an answer: whether all went well, and its length."""

BEHIND: Final = 10
"""By how much it stands behind the bot where both want the same processor."""


def serve(jobs: BinaryIO, answers: BinaryIO) -> None:
    """Do one job after another."""
    while head := jobs.read(calcsize(JOB)):
        well, answer = _done(jobs.read(unpack(JOB, head)[0]))
        answers.write(pack(ANSWER, well, len(answer)) + answer)
        answers.flush()


def _done(job: bytes) -> tuple[bool, bytes]:
    """The answer, or what went wrong without its message, which may quote what a person wrote."""
    try:
        function, argument = pickle.loads(job)  # noqa: S301 - the bot's own
        return True, function(argument)
    except Exception as error:
        from bot.logs import safe_error  # noqa: PLC0415 - hardly ever needed

        return False, " at ".join(safe_error(error).values()).encode()


def _main() -> None:
    for deaf_to in signal.SIGINT, signal.SIGTERM:
        signal.signal(deaf_to, signal.SIG_IGN)
    os.nice(BEHIND)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    with answers, os.fdopen(0, "rb") as jobs:
        serve(jobs, answers)


if __name__ == "__main__":
    _main()
