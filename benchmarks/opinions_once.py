"""Our analysis of one list of votes, in a process of its own: prints the seconds and the megabytes it took."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.peers.measured import measured, votes_in
from deliberation.analysis import Votes, analyse


def main(file: str) -> None:
    """From the list to all results."""
    votes = list(votes_in(Path(file)))
    measured(lambda: analyse(Votes.of(votes), seed="benchmark"))


if __name__ == "__main__":
    main(sys.argv[1])
