-- Residents' ways through consultations, and their answers.

-- name: participation
-- One participation.
SELECT id, consultation_id, version, revision, status, place, origin, page, saved, skipped, drafts,
       consented_at, finished_at, noticed_at, removed_at
FROM participations WHERE id = :id

-- name: find_participation
-- A person's participation in a consultation.
SELECT id, consultation_id, version, revision, status, place, origin, page, saved, skipped, drafts,
       consented_at, finished_at, noticed_at, removed_at
FROM participations WHERE person_id = :person AND consultation_id = :consultation

-- name: last_consultation
-- What a person took part in last.
SELECT consultation_id FROM participations WHERE person_id = :person ORDER BY started_at DESC, id LIMIT 1

-- name: responses
-- The answers of one participation.
SELECT step_id, ballot FROM responses WHERE participation_id = :participation

-- name: add_participation
-- A new participation; a person has one in each consultation.
INSERT INTO participations (id, person_id, consultation_id, version, revision, status, place, origin, page, saved,
                            skipped, drafts, consented_at, started_at, finished_at, noticed_at)
VALUES (:id, :person, :consultation, :version, :revision, :status, :place, :origin, :page, :saved,
        :skipped, :drafts, :consented_at, :now, :finished_at, :noticed_at)
ON CONFLICT DO NOTHING

-- name: save_participation
-- Compare and swap: touches a row only while the revision is the one that the change was worked out from.
UPDATE participations
SET revision = :revision, status = :status, place = :place, origin = :origin, page = :page, saved = :saved,
    skipped = :skipped, drafts = :drafts, consented_at = :consented_at, finished_at = :finished_at,
    noticed_at = :noticed_at
WHERE id = :id AND revision = :before

-- name: record_response
-- An accepted answer; a changed one takes the place of the one before.
INSERT INTO responses (participation_id, step_id, ballot) VALUES (:participation, :step, :ballot)
ON CONFLICT (participation_id, step_id) DO UPDATE SET ballot = excluded.ballot

-- name: withdraw_response
-- An answer taken back.
DELETE FROM responses WHERE participation_id = :participation AND step_id = :step

-- name: version_begun
-- The newest version that somebody has come in on. Also without consent: whoever has seen the first card may agree to it.
SELECT MAX(version) AS version FROM participations WHERE consultation_id = :consultation

-- name: records
-- Who consented and was not taken out, each answer a row, or one row for whoever gave none: what is counted at the close.
SELECT p.id, p.version, p.skipped, p.started_at, p.finished_at, q.language, r.step_id, r.ballot
FROM participations p JOIN people q ON q.id = p.person_id LEFT JOIN responses r ON r.participation_id = p.id
WHERE p.consultation_id = :consultation AND p.consented_at IS NOT NULL AND p.removed_at IS NULL
ORDER BY p.id

-- name: audience
-- The next of those who took part, by participation, and where they can be told.
SELECT p.id, c.id AS chat_id, p.person_id
FROM participations p JOIN people q ON q.id = p.person_id JOIN chats c ON c.telegram_id = q.telegram_id
WHERE p.consultation_id = :consultation AND p.consented_at IS NOT NULL AND p.removed_at IS NULL AND p.id > :after
ORDER BY p.id LIMIT :count
