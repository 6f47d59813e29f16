-- Looking through what residents say among statements, and who was taken out of the results.

-- name: pieces_waiting
-- What somebody has to decide on, the oldest first. By the hour, and within it in an order that tells nothing.
SELECT s.step_id, s.number, NULL AS side, s.author_id, s.content, s.language, s.state, s.flagged, s.why, s.meta,
       s.proposed, s.merged_into, s.sent_hour, 0 AS removed
FROM statements s LEFT JOIN participations p ON p.id = s.author_id
WHERE s.consultation_id = :consultation AND s.state IN ('waiting', 'posted') AND s.proposed IS NULL
    AND s.merged_into IS NULL AND p.removed_at IS NULL
UNION ALL
SELECT r.step_id, r.number, r.side, r.participation_id, r.content, r.language, r.state, r.flagged, r.why, 0 AS meta,
       NULL AS proposed, NULL AS merged_into, r.sent_hour, 0 AS removed
FROM reasons r JOIN participations p ON p.id = r.participation_id
WHERE r.consultation_id = :consultation AND r.state IN ('waiting', 'posted') AND p.removed_at IS NULL
ORDER BY sent_hour, step_id, number, author_id LIMIT :count

-- name: piece_itself
-- A statement, whoever said it.
SELECT s.step_id, s.number, NULL AS side, s.author_id, s.content, s.language, s.state, s.flagged, s.why, s.meta,
       s.proposed, s.merged_into, s.sent_hour, CASE WHEN p.removed_at IS NULL THEN 0 ELSE 1 END AS removed
FROM statements s LEFT JOIN participations p ON p.id = s.author_id
WHERE s.consultation_id = :consultation AND s.step_id = :step AND s.number = :number

-- name: reasons_given
-- The reasons given on a statement, in an order that tells nothing.
SELECT r.step_id, r.number, r.side, r.participation_id AS author_id, r.content, r.language, r.state, r.flagged, r.why,
       0 AS meta, NULL AS proposed, NULL AS merged_into, r.sent_hour,
       CASE WHEN p.removed_at IS NULL THEN 0 ELSE 1 END AS removed
FROM reasons r JOIN participations p ON p.id = r.participation_id
WHERE r.consultation_id = :consultation AND r.step_id = :step AND r.number = :number ORDER BY r.participation_id

-- name: change_statement
-- What was decided of it, or how it is worded now; only while all of it stands as it was read.
UPDATE statements SET content = :text, state = :state, why = :why, meta = :meta, proposed = :proposed,
    merged_into = :merged_into, flagged = :flagged
WHERE consultation_id = :consultation AND step_id = :step AND number = :number AND content = :was_text
    AND state = :was_state AND meta = :was_meta AND COALESCE(why, '') = :was_why
    AND COALESCE(proposed, '') = :was_proposed AND COALESCE(merged_into, -1) = :was_merged_into

-- name: change_reason
-- The same of a reason.
UPDATE reasons SET state = :state, why = :why
WHERE consultation_id = :consultation AND step_id = :step AND number = :number AND participation_id = :author
    AND content = :was_text AND state = :was_state AND COALESCE(why, '') = :was_why

-- name: merge_what_was_merged
-- What was merged into one statement goes with it into another.
UPDATE statements SET merged_into = :into
WHERE consultation_id = :consultation AND step_id = :step AND merged_into = :number

-- name: drop_translations
-- A statement that is worded anew is translated no more.
DELETE FROM translations WHERE consultation_id = :consultation AND step_id = :step AND number = :number

-- name: loads
-- How much waits, by consultation, but for what was put aside; of one owner alone where one is named. Where it is the
-- consultation that is named, of that one, put aside or not.
SELECT w.consultation_id, COUNT(*) AS number, MIN(w.sent_hour) AS oldest
FROM (
    SELECT s.consultation_id, s.sent_hour FROM statements s LEFT JOIN participations p ON p.id = s.author_id
    WHERE s.state IN ('waiting', 'posted') AND s.proposed IS NULL AND s.merged_into IS NULL AND p.removed_at IS NULL
    UNION ALL
    SELECT r.consultation_id, r.sent_hour FROM reasons r JOIN participations p ON p.id = r.participation_id
    WHERE r.state IN ('waiting', 'posted') AND p.removed_at IS NULL
) w JOIN consultations c ON c.id = w.consultation_id
WHERE (CAST(:owner AS TEXT) IS NULL OR c.owner_id = :owner)
    AND (c.id = :consultation OR (CAST(:consultation AS TEXT) IS NULL AND c.put_aside_at IS NULL))
GROUP BY w.consultation_id ORDER BY w.consultation_id

-- name: accepted_of
-- How much that somebody said is shown to others.
SELECT COUNT(*) AS number FROM statements
WHERE author_id = :participation AND state = 'accepted' AND merged_into IS NULL

-- name: take_out
-- From here on nothing of this person counts; of two who try, one touches a row.
UPDATE participations SET removed_at = :now, revision = revision + 1 WHERE id = :participation AND removed_at IS NULL

-- name: take_in
-- All of it counts again.
UPDATE participations SET removed_at = NULL, revision = revision + 1
WHERE id = :participation AND removed_at IS NOT NULL

-- name: taken_out
-- Those who were taken out, the last first.
SELECT id FROM participations WHERE consultation_id = :consultation AND removed_at IS NOT NULL
ORDER BY removed_at DESC, id

-- name: said_by
-- What somebody said, statements before reasons.
SELECT step_id, number, NULL AS side, author_id, content, language, state, flagged, why, meta, proposed, merged_into,
       sent_hour, 1 AS removed
FROM statements WHERE author_id = :participation
UNION ALL
SELECT step_id, number, side, participation_id, content, language, state, flagged, why, 0 AS meta, NULL AS proposed,
       NULL AS merged_into, sent_hour, 1 AS removed
FROM reasons WHERE participation_id = :participation
ORDER BY step_id, number LIMIT :count

-- name: address_of
-- Where somebody can be told what became of what they said.
SELECT c.id AS chat_id, p.person_id
FROM participations p JOIN people q ON q.id = p.person_id JOIN chats c ON c.telegram_id = q.telegram_id
WHERE p.id = :participation

-- name: noted_of
-- What was done about one consultation by those who run things, the oldest first.
SELECT at, actor, name, subject, details FROM events WHERE listed = 1 AND subject = :consultation ORDER BY id
