-- What is offered to residents, and when.

-- name: add_definition
-- One version of a consultation; a version is never overwritten.
INSERT INTO definitions (consultation_id, version, source, launched_at)
VALUES (:consultation, :version, :source, :now) ON CONFLICT DO NOTHING

-- name: own_consultation
-- Who offers a consultation; whoever offered its first version goes on doing so.
INSERT INTO consultations (id, owner_id, put_aside_at, reminded_at) VALUES (:consultation, :owner, NULL, NULL)
ON CONFLICT DO NOTHING

-- name: consultation_owner
-- Who offers it.
SELECT owner_id FROM consultations WHERE id = :consultation

-- name: newest_definition
-- What was launched last.
SELECT consultation_id, version FROM definitions ORDER BY launched_at DESC, consultation_id, version DESC LIMIT 1

-- name: definition
-- The file of one version, as it was launched.
SELECT source FROM definitions WHERE consultation_id = :consultation AND version = :version

-- name: current_version
-- The version that newcomers get.
SELECT MAX(version) AS version FROM definitions WHERE consultation_id = :consultation

-- name: add_phase
-- The times of a phase. One that has closed stays as it is.
INSERT INTO phases (consultation_id, phase_id, version, opens_at, closes_at, closed_at, released_at)
VALUES (:consultation, :phase, :version, :opens, :closes, NULL, NULL)
ON CONFLICT (consultation_id, phase_id)
DO UPDATE SET version = excluded.version, opens_at = excluded.opens_at, closes_at = excluded.closes_at
WHERE phases.closed_at IS NULL AND phases.version <= excluded.version

-- name: drop_phases
-- Phases that were not there any more when this version was launched. One that has closed stays as it is.
DELETE FROM phases WHERE consultation_id = :consultation AND version < :version AND closed_at IS NULL

-- name: phases
-- A consultation's phases in the order in which they open.
SELECT consultation_id, version, phase_id, opens_at, closes_at, closed_at FROM phases
WHERE consultation_id = :consultation ORDER BY opens_at, phase_id

-- name: phases_held
-- The same, and none of them can close before this unit of work ends: an answer is either in the result or too late.
SELECT consultation_id, version, phase_id, opens_at, closes_at, closed_at FROM phases
WHERE consultation_id = :consultation ORDER BY opens_at, phase_id
/*for share*/

-- name: phases_taken
-- The same, and nobody begins or answers until this unit of work ends.
SELECT consultation_id, version, phase_id, opens_at, closes_at, closed_at FROM phases
WHERE consultation_id = :consultation ORDER BY opens_at, phase_id
/*for update*/

-- name: open_consultations
-- What takes answers now, the one that closes first before the others.
SELECT consultation_id FROM phases
WHERE opens_at <= :now AND closes_at > :now AND closed_at IS NULL
GROUP BY consultation_id ORDER BY MIN(closes_at), consultation_id

-- name: end_phase
-- Bring the end of a phase forward.
UPDATE phases SET closes_at = :closes
WHERE consultation_id = :consultation AND phase_id = :phase AND closes_at > :closes AND closed_at IS NULL

-- name: close_phase
-- Carry out a close whose time has come; of two who try, one touches a row.
UPDATE phases SET closed_at = :now
WHERE consultation_id = :consultation AND phase_id = :phase AND closes_at <= :now AND closed_at IS NULL

-- name: phases_to_close
-- Phases that are over and not yet closed.
SELECT consultation_id, version, phase_id, opens_at, closes_at, closed_at FROM phases
WHERE closes_at <= :now AND closed_at IS NULL ORDER BY closes_at, opens_at, phase_id

-- name: phases_to_release
-- Closed phases whose result has not been frozen, the earlier ones first: conditions look back.
SELECT consultation_id, version, phase_id, opens_at, closes_at, closed_at FROM phases
WHERE closed_at IS NOT NULL AND released_at IS NULL ORDER BY opens_at, phase_id

-- name: mark_released
-- The result of this phase is frozen.
UPDATE phases SET released_at = :now WHERE consultation_id = :consultation AND phase_id = :phase

-- name: add_release
-- A published result; there is one for each phase, and it never changes.
INSERT INTO releases (id, consultation_id, phase_id, content, made_at)
VALUES (:id, :consultation, :phase, :content, :now) ON CONFLICT DO NOTHING

-- name: release
-- A published result.
SELECT content FROM releases WHERE id = :id

-- name: releases_of
-- Everything published about one consultation, oldest first.
SELECT content FROM releases WHERE consultation_id = :consultation ORDER BY made_at, id
