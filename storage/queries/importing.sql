-- What comes from a conversation that was held elsewhere.

-- name: put_imported_vote
-- Somebody's vote there; the same again changes nothing, another takes its place.
INSERT INTO imported_votes (consultation_id, step_id, voter, number, vote)
VALUES (:consultation, :step, :voter, :number, :vote)
ON CONFLICT (consultation_id, step_id, voter, number) DO UPDATE SET vote = excluded.vote
