-- The map of a step of statements: what it is worked out from, and what is kept of it.

-- name: counted_people
-- Whose votes count, in an order that says nothing about when they came.
SELECT id FROM participations
WHERE consultation_id = :consultation AND consented_at IS NOT NULL AND removed_at IS NULL ORDER BY id

-- name: votes_on
-- Who voted how on one statement.
SELECT participation_id, vote FROM votes
WHERE consultation_id = :consultation AND step_id = :step AND number = :number

-- name: votes_elsewhere
-- The next votes that came with a conversation held elsewhere.
SELECT voter, number, vote FROM imported_votes
WHERE consultation_id = :consultation AND step_id = :step AND voter > :after
ORDER BY voter, number LIMIT :count

-- name: seen
-- What votes, statements and those who were taken out add up to: another vote, another sum.
SELECT
    (SELECT COUNT(*) FROM votes WHERE consultation_id = :consultation AND step_id = :step) AS votes,
    (SELECT COALESCE(SUM((vote + 2) * (number + 1)), 0) FROM votes
     WHERE consultation_id = :consultation AND step_id = :step) AS cast_so,
    (SELECT COUNT(*) FROM imported_votes WHERE consultation_id = :consultation AND step_id = :step) AS elsewhere,
    (SELECT COALESCE(SUM((number + 1) * (10 * (COALESCE(merged_into, -1) + 2) + meta
        + CASE state WHEN 'accepted' THEN 2 WHEN 'posted' THEN 4 WHEN 'rejected' THEN 6 ELSE 8 END)), 0)
     FROM statements WHERE consultation_id = :consultation AND step_id = :step) AS standing,
    (SELECT COUNT(*) FROM participations
     WHERE consultation_id = :consultation AND removed_at IS NOT NULL) AS removed

-- name: last_event
-- The newest fact in the log.
SELECT COALESCE(MAX(id), '') AS id FROM events

-- name: changed_since
-- In which consultations somebody has voted after a fact in the log, or something was decided of a statement or a person.
SELECT DISTINCT COALESCE(p.consultation_id, e.subject) AS consultation
FROM events e LEFT JOIN participations p ON p.id = e.subject
WHERE e.id > :event AND (e.name LIKE 'statement%' OR e.name LIKE 'person_taken%' OR e.name = 'participation_withdrawn')

-- name: voted_since
-- How many people have voted after a fact in the log.
SELECT COUNT(DISTINCT e.subject) AS number FROM events e JOIN participations p ON p.id = e.subject
WHERE e.id > :event AND e.name = 'statement_voted' AND p.consultation_id = :consultation

-- name: kept_map
-- The map that is shown, and what was worked out last was worked out from.
SELECT seen, content, last_event, made_at FROM maps WHERE consultation_id = :consultation AND step_id = :step

-- name: keep_map
-- What has been worked out, with a new map in place of the one before.
INSERT INTO maps (consultation_id, step_id, priorities, seen, content, last_event, made_at)
VALUES (:consultation, :step, :priorities, :seen, :content, :last_event, :now)
ON CONFLICT (consultation_id, step_id) DO UPDATE SET priorities = excluded.priorities, seen = excluded.seen,
    content = excluded.content, last_event = excluded.last_event, made_at = excluded.made_at

-- name: keep_priorities
-- What has been worked out; the map stays as it is.
UPDATE maps SET priorities = :priorities, seen = :seen WHERE consultation_id = :consultation AND step_id = :step

-- name: heard_reasons
-- What people made of reasons from the other side, but for those who were taken out.
SELECT h.participation_id, h.number, h.before, h.changed FROM heard h JOIN participations p ON p.id = h.participation_id
WHERE h.consultation_id = :consultation AND h.step_id = :step AND p.removed_at IS NULL
