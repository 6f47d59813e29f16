-- What is offered, as those see it who steer it.

-- name: offers
-- What somebody offers, or all of it; the one that closes last comes first. What was put aside is left out.
SELECT c.id, c.owner_id, MAX(p.version) AS version, MAX(p.closes_at) AS closes,
       SUM(CASE WHEN p.closed_at IS NULL THEN 1 ELSE 0 END) AS running
FROM consultations c JOIN phases p ON p.consultation_id = c.id
WHERE c.put_aside_at IS NULL AND (CAST(:owner AS TEXT) IS NULL OR c.owner_id = :owner)
GROUP BY c.id, c.owner_id ORDER BY MAX(p.closes_at) DESC, c.id

-- name: offer
-- One of them, put aside or not.
SELECT c.id, c.owner_id, MAX(p.version) AS version, MAX(p.closes_at) AS closes,
       SUM(CASE WHEN p.closed_at IS NULL THEN 1 ELSE 0 END) AS running
FROM consultations c JOIN phases p ON p.consultation_id = c.id WHERE c.id = :consultation GROUP BY c.id, c.owner_id

-- name: consultation_ids
-- Names that are taken.
SELECT id FROM consultations

-- name: progress
-- How many have agreed, and how many of them are through.
SELECT COUNT(*) AS began, COALESCE(SUM(CASE WHEN status = 'completed' THEN 1 ELSE 0 END), 0) AS finished
FROM participations WHERE consultation_id = :consultation AND consented_at IS NOT NULL AND removed_at IS NULL

-- name: put_aside
-- Out of the lists; everything stays as it is.
UPDATE consultations SET put_aside_at = :now WHERE id = :consultation AND put_aside_at IS NULL

-- name: mark_reminded
-- Those who have not finished are reminded, once; of two who ask, one touches a row.
UPDATE consultations SET reminded_at = :now WHERE id = :consultation AND reminded_at IS NULL

-- name: reminded_at
-- When they were.
SELECT reminded_at FROM consultations WHERE id = :consultation

-- name: extend_phase
-- A later end. One that has closed stays closed.
UPDATE phases SET closes_at = :closes
WHERE consultation_id = :consultation AND phase_id = :phase AND closes_at < :closes AND closed_at IS NULL

-- name: unfinished
-- The next of those who have agreed and are not through, by participation, and where they can be told.
SELECT p.id, c.id AS chat_id, p.person_id
FROM participations p JOIN people q ON q.id = p.person_id JOIN chats c ON c.telegram_id = q.telegram_id
WHERE p.consultation_id = :consultation AND p.consented_at IS NOT NULL AND p.removed_at IS NULL AND p.status = 'open'
    AND p.id > :after
ORDER BY p.id LIMIT :count
