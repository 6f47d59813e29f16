-- What came of consultations: texts that may be quoted, replies, and who hears of changes.

-- name: add_text
-- A text to be looked through. What was decided of it before stays.
INSERT INTO reviews (participation_id, step_id, consultation_id, state, flagged)
VALUES (:participation, :step, :consultation, 'waiting', :flagged) ON CONFLICT (participation_id, step_id) DO NOTHING

-- name: texts
-- Texts in one state, with the answers that they stand in; in an order that tells nothing.
SELECT w.participation_id, w.step_id, w.state, w.flagged, p.version, r.ballot
FROM reviews w JOIN participations p ON p.id = w.participation_id
    JOIN responses r ON r.participation_id = w.participation_id AND r.step_id = w.step_id
WHERE w.consultation_id = :consultation AND w.state = :state AND p.removed_at IS NULL
ORDER BY w.participation_id, w.step_id LIMIT :count OFFSET :skip

-- name: count_texts
-- How many there are in each state, and of those with and without a flag.
SELECT w.state, w.flagged, COUNT(*) AS number
FROM reviews w JOIN responses r ON r.participation_id = w.participation_id AND r.step_id = w.step_id
    JOIN participations p ON p.id = w.participation_id
WHERE w.consultation_id = :consultation AND p.removed_at IS NULL GROUP BY w.state, w.flagged

-- name: judge_text
-- Show it or hold it back; of two who decide at once, one touches a row.
UPDATE reviews SET state = :after, why = :why WHERE participation_id = :participation AND step_id = :step AND state = :before

-- name: judge_texts
-- The same for all that wait; for those without a flag alone, where `flagged` is 0. What was taken back is none.
UPDATE reviews SET state = :state, why = NULL
WHERE consultation_id = :consultation AND state = 'waiting' AND flagged <= :flagged AND EXISTS (
    SELECT 1 FROM responses r JOIN participations p ON p.id = r.participation_id
    WHERE r.participation_id = reviews.participation_id AND r.step_id = reviews.step_id AND p.removed_at IS NULL)

-- name: answered_by_version
-- How many gave an answer, by the version that they answered.
SELECT p.version, COUNT(*) AS number FROM participations p
WHERE p.consultation_id = :consultation AND p.consented_at IS NOT NULL AND p.removed_at IS NULL
    AND EXISTS (SELECT 1 FROM responses r WHERE r.participation_id = p.id)
GROUP BY p.version

-- name: add_reply
-- What the town will do; the next number, so that of two at once one waits for the other.
INSERT INTO replies (consultation_id, number, content, language, made_at)
VALUES (:consultation, (SELECT COUNT(*) FROM replies WHERE consultation_id = :consultation) + 1, :text, :language, :now)

-- name: replies
-- What the town said it will do, oldest first.
SELECT number, content, language, made_at FROM replies WHERE consultation_id = :consultation ORDER BY number

-- name: await_reply
-- A reply is awaited until then; null when it has come.
UPDATE consultations SET reply_by = :reply_by, overdue_at = NULL WHERE id = :consultation

-- name: overdue
-- Consultations whose reply is late, and of which that was not said yet.
SELECT id FROM consultations WHERE reply_by < :now AND overdue_at IS NULL ORDER BY reply_by, id LIMIT :count

-- name: mark_overdue
-- It was said; of two who try, one touches a row.
UPDATE consultations SET overdue_at = :now WHERE id = :consultation AND overdue_at IS NULL AND reply_by IS NOT NULL

-- name: awaited
-- Until when a reply is awaited, and when the results were published.
SELECT reply_by, published_at FROM consultations WHERE id = :consultation

-- name: mark_published
-- Residents are told how it came out: once.
UPDATE consultations SET published_at = :now WHERE id = :consultation AND published_at IS NULL

-- name: released_consultations
-- Everything with a result, the newest first; of one owner alone where one is named.
SELECT c.id, c.owner_id, MAX(r.made_at) AS made_at FROM consultations c JOIN releases r ON r.consultation_id = c.id
WHERE CAST(:owner AS TEXT) IS NULL OR c.owner_id = :owner GROUP BY c.id, c.owner_id ORDER BY made_at DESC, c.id

-- name: digest
-- How often somebody hears what changed.
SELECT person_id, days, hour, next_at, seen FROM digests WHERE person_id = :person

-- name: save_digest
-- How often, at what hour, when next, and what was said last.
INSERT INTO digests (person_id, days, hour, next_at, seen) VALUES (:person, :days, :hour, :next, :seen)
ON CONFLICT (person_id) DO UPDATE
SET days = excluded.days, hour = excluded.hour, next_at = excluded.next_at, seen = excluded.seen

-- name: drop_digest
-- Not any more.
DELETE FROM digests WHERE person_id = :person

-- name: digest_due
-- The one that is due first.
SELECT person_id, days, hour, next_at, seen FROM digests WHERE next_at <= :now ORDER BY next_at, person_id LIMIT 1
