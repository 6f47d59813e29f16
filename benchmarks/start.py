"""A start on a town of many years: from the start of the process to its first poll, and to the answer to its first tap.

The years are made by one statement a table: a quarter of a million people with eight answers each, and with what the
bot keeps beside them. What the process owes from before, such as files to be written anew, is owed here too.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from benchmarks.bare_town import Load
from benchmarks.contenders import OURS, running
from benchmarks.output import Line, progress
from benchmarks.plan import Plan

ANSWERS = 8
LIMIT = 10.0
"""Seconds after which somebody would look whether it hangs."""

YEARS = (
    """INSERT INTO people (id, telegram_id, language)
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :people)
    SELECT printf('01%030x', i), 500000000 + i, 'en' FROM n""",
    "INSERT INTO chats (id, telegram_id) SELECT 'c' || id, telegram_id FROM people WHERE telegram_id > 500000000",
    """INSERT INTO participations (id, person_id, consultation_id, version, revision, status, place, skipped,
        started_at, consented_at)
    SELECT lower(hex(randomblob(16))), id, 'older', 1, 9, 'completed', '@finished', '[]', 1, 1
    FROM people WHERE telegram_id > 500000000""",
    """INSERT INTO responses
    WITH RECURSIVE k (j) AS (SELECT 1 UNION ALL SELECT j + 1 FROM k WHERE j < :answers)
    SELECT p.id, 'step-' || j, 'an answer of a length that is usual'
    FROM participations p, k WHERE p.consultation_id = 'older' ORDER BY p.id""",
    """INSERT INTO events (id, at, actor, name, subject, details)
    WITH RECURSIVE k (j) AS (SELECT 1 UNION ALL SELECT j + 1 FROM k WHERE j < :answers)
    SELECT printf('%s%02x', p.id, j), 1, p.person_id, 'answer_recorded', p.id, '{"step": "step"}'
    FROM participations p, k WHERE p.consultation_id = 'older'""",
    """INSERT INTO views (token, chat_id, person_id, kind, subject, message_id, wanted, shown, retired, photo, attempts,
        not_before, lease_until, made_at)
    SELECT substr(id, 1, 16), 'c' || person_id, person_id, 'participation', id, 1, 9, 9, 0, 0, 0, 0, 0, 1
    FROM participations WHERE consultation_id = 'older'""",
    """INSERT INTO notices (id, chat_id, person_id, kind, parameters, urgency, state, attempts, not_before, lease_until,
        finished_at)
    SELECT 'n' || id, 'c' || id, id, 'closed', '{}', 4, 'sent', 0, 0, 0, 9999999999999
    FROM people WHERE telegram_id > 500000000""",
)


def measure(plan: Plan) -> list[Line]:
    """When it polls, when somebody who taps is answered, and who of those who tap then waits longest."""
    file = plan.town / "town.db"
    responses = _years(file, plan.residents * 25)
    with running((OURS,), plan.town) as (ours,):
        polled = ours.ready
        ours.bear(Load(outstanding=1, taps=2), "the first taps")
        answered = time.monotonic() - ours.began
        taps = ours.bear(Load(outstanding=1, seconds=4 * LIMIT), "what is owed is done meanwhile")
    longest = max(tap[1] - tap[0] for tap in taps)
    what = f"start on {responses:,} responses, {file.stat().st_size / 1e6:,.0f} MB, s:"
    return [
        _line(f"{what} first poll", polled),
        _line(f"{what} first tap answered", answered),
        _line(f"{what} longest wait in the first {4 * LIMIT:.0f}", longest),
    ]


def _years(file: Path, people: int) -> int:
    """Fill the town; how many responses it holds then."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        for number, statement in enumerate(YEARS):
            progress(f"making years: {people:,} people", number, len(YEARS))
            given = {"people": people, "answers": ANSWERS}
            connection.execute(statement, {name: value for name, value in given.items() if f":{name}" in statement})
        progress(f"making years: {people:,} people", 1, 1)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return int(connection.execute("SELECT COUNT(*) FROM responses").fetchone()[0])


def _line(what: str, seconds: float) -> Line:
    return Line(what, f"{seconds:.1f}", f"limit {LIMIT:.0f}", f"{seconds / LIMIT:.2f}x", f"< {LIMIT:.0f}")
