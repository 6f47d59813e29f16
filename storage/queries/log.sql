-- The audit log, as administrators read it: only what was done by those who run things.

-- name: listed
-- The newest first.
SELECT at, actor, name, subject, details FROM events
WHERE listed = 1 AND at >= :since ORDER BY id DESC LIMIT :count OFFSET :skip

-- name: once_in_team
-- Who accepted which invitation, by its number: whoever has no role any more is told from others by it.
SELECT actor, subject FROM events WHERE listed = 1 AND name = 'invitation_accepted' AND actor <> '' ORDER BY id

-- name: count_listed
-- How many there are.
SELECT COUNT(*) AS listed FROM events WHERE listed = 1 AND at >= :since
