-- What Telegram handed over, until it has taken effect.

-- name: receive
-- An update as it came; one that came before is dropped.
INSERT INTO inbox (id, update_id, person, body, state, attempts, received_at)
VALUES (:id, :update_id, :person, :body, 'waiting', 0, :now) ON CONFLICT DO NOTHING

-- name: waiting
-- The next updates to look at, in the order of arrival.
SELECT id, person, body FROM inbox WHERE state = 'waiting' AND id > :after ORDER BY id LIMIT :count

-- name: finish
-- It has taken effect; what it said and who sent it are needed no more. Touches no row when it took effect before.
UPDATE inbox SET state = 'done', body = NULL, person = 0 WHERE id = :id AND state = 'waiting'

-- name: fail
-- One more try that failed; after the last it is set aside with its body, for somebody to look at.
UPDATE inbox SET attempts = attempts + 1, state = CASE WHEN attempts + 1 >= :most THEN 'poison' ELSE 'waiting' END
WHERE id = :id AND state = 'waiting' RETURNING state

-- name: purge
-- Ids are kept for as long as Telegram may hand the same update over again; what was set aside, until somebody has looked.
DELETE FROM inbox
WHERE (state = 'done' AND received_at < :before) OR (state = 'poison' AND received_at < :poison_before)

-- name: count_waiting
-- How much is waiting, and since when.
SELECT COUNT(*) AS waiting, MIN(received_at) AS oldest FROM inbox WHERE state = 'waiting'
