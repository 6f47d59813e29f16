-- Why people vote on statements as they do, and what they make of reasons from the other side.

-- name: put_reason
-- In place of any before; nobody has heard it yet.
INSERT INTO reasons (participation_id, step_id, number, consultation_id, side, content, language, state, flagged, why,
                     sent_hour, heard)
VALUES (:participation, :step, :number, :consultation, :side, :text, :language, :state, :flagged, NULL, :sent_hour, 0)
ON CONFLICT (participation_id, step_id, number) DO UPDATE
SET side = excluded.side, content = excluded.content, language = excluded.language, state = excluded.state,
    flagged = excluded.flagged, why = NULL, sent_hour = excluded.sent_hour, heard = 0

-- name: own_reasons
-- Somebody's own.
SELECT participation_id, number, side, content, language, state, flagged, why, sent_hour FROM reasons
WHERE participation_id = :participation AND step_id = :step

-- name: drop_reason
-- It was taken back, or argued for another vote than is given now.
DELETE FROM reasons
WHERE participation_id = :participation AND step_id = :step AND number = :number AND side <> :side

-- name: sides_to_hear
-- Of what somebody voted on, the other side, where reasons for it are shown; but for what they have heard a reason on.
SELECT r.number, r.side, CAST(SUM(r.heard) AS INTEGER) AS times, MIN(r.heard) AS least
FROM votes v JOIN reasons r ON r.consultation_id = v.consultation_id AND r.step_id = v.step_id
    AND r.number = v.number AND r.side = -v.vote
JOIN participations p ON p.id = r.participation_id
WHERE v.participation_id = :participation AND v.step_id = :step AND v.vote <> 0
    AND r.state IN ('posted', 'accepted') AND p.removed_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM heard h WHERE h.participation_id = v.participation_id AND h.step_id = v.step_id
        AND h.number = v.number)
GROUP BY r.number, r.side

-- name: least_heard
-- Who gave the reasons of that side that were heard least. More than so many are drawn from another time.
SELECT r.participation_id FROM reasons r JOIN participations p ON p.id = r.participation_id
WHERE r.consultation_id = :consultation AND r.step_id = :step AND r.number = :number AND r.side = :side
    AND r.heard = :least AND r.state IN ('posted', 'accepted') AND p.removed_at IS NULL
ORDER BY r.participation_id LIMIT :count

-- name: hear
-- A reason is shown to somebody from the other side: once for a statement.
INSERT INTO heard (participation_id, step_id, number, consultation_id, by_id, before, changed)
VALUES (:participation, :step, :number, :consultation, :by, :before, 0)
ON CONFLICT DO NOTHING

-- name: count_heard
-- One more has heard it.
UPDATE reasons SET heard = heard + 1 WHERE participation_id = :by AND step_id = :step AND number = :number

-- name: heard_reason
-- What somebody was shown on a statement, as long as it is there and may be shown.
SELECT r.participation_id, r.number, r.side, r.content, r.language, r.state, r.flagged, r.why, r.sent_hour
FROM heard h JOIN reasons r ON r.participation_id = h.by_id AND r.step_id = h.step_id AND r.number = h.number
    AND r.side = -h.before
JOIN participations p ON p.id = h.by_id
WHERE h.participation_id = :participation AND h.step_id = :step AND h.number = :number
    AND r.state IN ('posted', 'accepted') AND p.removed_at IS NULL

-- name: be_moved
-- The vote was changed because of it.
UPDATE heard SET changed = 1 WHERE participation_id = :participation AND step_id = :step AND number = :number
