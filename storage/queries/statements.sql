-- Statements, votes on them, and the map that comes of the votes.

-- name: next_statement
-- The number that comes next in a step. Never one that was taken back: somebody may still have its card before them.
INSERT INTO counters (name, last) VALUES (:name, 0)
ON CONFLICT (name) DO UPDATE SET last = counters.last + 1
RETURNING last AS number

-- name: add_statement
-- A statement under the next number.
INSERT INTO statements (consultation_id, step_id, number, seed, author_id, content, language, state, meta, flagged, why,
                        proposed, merged_into, sent_hour)
VALUES (:consultation, :step, :number, :seed, :author, :text, :language, :state, :meta, :flagged, :why, :proposed,
        :merged_into, :sent_hour)
ON CONFLICT DO NOTHING

-- name: save_statement
-- What was decided of it, or how it is worded now; only while it stands as it was read.
UPDATE statements SET content = :text, state = :state, meta = :meta, flagged = :flagged, why = :why,
    proposed = :proposed, merged_into = :merged_into
WHERE consultation_id = :consultation AND step_id = :step AND number = :number AND state = :before

-- name: drop_statement
-- It was taken back by who said it; votes on it go with it, and what was merged into it stands alone again.
DELETE FROM statements WHERE consultation_id = :consultation AND step_id = :step AND number = :number

-- name: unmerge_from_nothing
-- What was merged into a statement that is gone stands alone again.
UPDATE statements SET merged_into = NULL
WHERE merged_into IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM statements t WHERE t.consultation_id = statements.consultation_id AND t.step_id = statements.step_id
        AND t.number = statements.merged_into)

-- name: statements
-- All of a step in order.
SELECT s.number, s.seed, s.author_id, s.content, s.language, s.state, s.meta, s.flagged, s.why, s.proposed,
       s.merged_into, s.sent_hour
FROM statements s LEFT JOIN participations p ON p.id = s.author_id
WHERE s.consultation_id = :consultation AND s.step_id = :step AND p.removed_at IS NULL ORDER BY s.number

-- name: statement
-- One of them.
SELECT number, seed, author_id, content, language, state, meta, flagged, why, proposed, merged_into, sent_hour
FROM statements WHERE consultation_id = :consultation AND step_id = :step AND number = :number

-- name: own_statements
-- What somebody said.
SELECT number, seed, author_id, content, language, state, meta, flagged, why, proposed, merged_into, sent_hour
FROM statements WHERE author_id = :participation AND step_id = :step ORDER BY number

-- name: translations_of
-- A statement in other languages.
SELECT language, content, machine FROM translations
WHERE consultation_id = :consultation AND step_id = :step AND number = :number

-- name: translations
-- All statements of a step in one language, as far as they are translated.
SELECT number, content, machine FROM translations
WHERE consultation_id = :consultation AND step_id = :step AND language = :language

-- name: put_translation
-- A translation in place of any before; a machine's never takes the place of a person's.
INSERT INTO translations (consultation_id, step_id, number, language, content, machine)
VALUES (:consultation, :step, :number, :language, :text, :machine)
ON CONFLICT (consultation_id, step_id, number, language) DO UPDATE
SET content = excluded.content, machine = excluded.machine WHERE excluded.machine = 0 OR translations.machine = 1

-- name: asked_statements
-- Those that residents are asked about.
SELECT s.number FROM statements s LEFT JOIN participations p ON p.id = s.author_id
WHERE s.consultation_id = :consultation AND s.step_id = :step AND s.state IN ('posted', 'accepted')
    AND s.merged_into IS NULL AND p.removed_at IS NULL

-- name: own_votes
-- How somebody voted. A vote on what was merged into another counts there; one on that itself comes last, and wins.
SELECT COALESCE(s.merged_into, v.number) AS number, v.vote
FROM votes v JOIN statements s ON s.consultation_id = v.consultation_id AND s.step_id = v.step_id AND s.number = v.number
WHERE v.participation_id = :participation AND v.step_id = :step
ORDER BY CASE WHEN s.merged_into IS NULL THEN 1 ELSE 0 END, v.number

-- name: cast_vote
-- A vote in place of any before.
INSERT INTO votes (participation_id, step_id, number, consultation_id, vote)
VALUES (:participation, :step, :number, :consultation, :vote)
ON CONFLICT (participation_id, step_id, number) DO UPDATE SET vote = excluded.vote

-- name: drop_votes
-- All of somebody's votes are taken back.
DELETE FROM votes WHERE participation_id = :participation

-- name: drop_own_statements
-- And what they said themselves.
DELETE FROM statements WHERE author_id = :participation

-- name: drop_reasons
-- And why.
DELETE FROM reasons WHERE participation_id = :participation

-- name: drop_heard
-- And what they made of others' reasons.
DELETE FROM heard WHERE participation_id = :participation

-- name: drop_comparison
-- And what they were about to say.
DELETE FROM comparisons WHERE participation_id = :participation

-- name: put_comparison
-- What somebody is about to say, to be compared with what was said; in place of any before.
INSERT INTO comparisons (participation_id, step_id, content) VALUES (:participation, :step, :text)
ON CONFLICT (participation_id) DO UPDATE SET step_id = excluded.step_id, content = excluded.content

-- name: compared
-- It is done, unless they have written something else meanwhile.
DELETE FROM comparisons WHERE participation_id = :participation AND step_id = :step AND content = :text

-- name: next_comparison
-- One that waits, and in which language it is written.
SELECT c.participation_id, c.step_id, c.content, p.consultation_id, p.version, q.language, q.telegram_id, q.new_messages
FROM comparisons c JOIN participations p ON p.id = c.participation_id JOIN people q ON q.id = p.person_id
ORDER BY c.participation_id LIMIT 1

-- name: priorities
-- How pressing it is to ask each statement, as it was last worked out.
SELECT priorities FROM maps WHERE consultation_id = :consultation AND step_id = :step
