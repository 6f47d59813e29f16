-- What has to be looked at when a backup was put back.

-- name: newest
-- When the last thing in it happened.
SELECT at FROM events ORDER BY id DESC LIMIT 1

-- name: people
-- Everybody, to be held against the list of who was erased since.
SELECT id, telegram_id, language, new_messages FROM people ORDER BY id

-- name: participations
-- Every way through a consultation whose answers may have been taken back since.
SELECT id, revision FROM participations WHERE status <> 'withdrawn' ORDER BY id

-- name: waiting
-- How much is still to be told.
SELECT COUNT(*) AS waiting FROM notices WHERE state = 'waiting'
