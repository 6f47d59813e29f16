"""red-dwarf as it comes, on one list of votes in the form that it takes: prints the seconds and megabytes it took."""

import sys
import warnings
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
warnings.simplefilter("ignore")

from reddwarf.implementations.base import run_pipeline  # noqa: E402 - the peers' environment knows the project by its path

from benchmarks.peers.measured import measured, votes_in  # noqa: E402


def main(file: str) -> None:
    """From the list to all results, but for stability, bridging and slate, which it has not."""
    votes = [{"participant_id": p, "statement_id": s, "vote": vote} for p, s, vote in votes_in(Path(file))]
    measured(lambda: run_pipeline(votes=votes, random_state=1))


if __name__ == "__main__":
    main(sys.argv[1])
