"""One module a kind of ballot: what a valid ballot is, and how ballots are tallied."""
