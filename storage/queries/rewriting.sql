-- Whether what was deleted has yet to leave the files.

-- name: owe
-- Something was deleted, in this unit.
UPDATE rewriting SET owed = owed + 1

-- name: owed
-- How often it was asked for.
SELECT owed FROM rewriting

-- name: settled
-- All that was owed then is settled; touches no row when more was deleted meanwhile.
UPDATE rewriting SET owed = 0 WHERE owed = :owed
