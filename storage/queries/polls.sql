-- Polls in groups: what stands in which group, and how the votes stand.

-- name: hold_tally
-- Whoever changes a vote comes here first: from here on nobody else counts or votes until this unit of work ends.
UPDATE consultations SET votes = votes + 1 WHERE id = :consultation

-- name: hold_tallies_of
-- The same for all that somebody takes part in.
UPDATE consultations SET votes = votes + 1
WHERE id IN (SELECT consultation_id FROM participations WHERE person_id = :person AND consented_at IS NOT NULL)

-- name: voters
-- How many have a vote that counts.
SELECT COUNT(DISTINCT p.id) AS voters FROM participations p JOIN responses r ON r.participation_id = p.id
WHERE p.consultation_id = :consultation AND p.consented_at IS NOT NULL AND p.removed_at IS NULL

-- name: ballots
-- The votes on a step, alike ones counted together.
SELECT r.ballot, COUNT(*) AS number FROM participations p JOIN responses r ON r.participation_id = p.id
WHERE p.consultation_id = :consultation AND p.consented_at IS NOT NULL AND p.removed_at IS NULL AND r.step_id = :step
GROUP BY r.ballot

-- name: want_views
-- Every live message about it shows what is true now, as soon as its chat lets it. In the order in which they are taken
-- in hand, so that neither waits for the other.
UPDATE views SET wanted = wanted + 1, remark = NULL WHERE token IN (
    SELECT token FROM views WHERE subject = :subject AND kind = :kind AND retired = 0 ORDER BY token /*for update*/)

-- name: want_views_of
-- The same for the polls that somebody takes part in.
UPDATE views SET wanted = wanted + 1 WHERE kind = 'poll' AND retired = 0
  AND subject IN (SELECT consultation_id FROM participations WHERE person_id = :person AND consented_at IS NOT NULL)

-- name: recognise_view
-- A message whose sending was never acknowledged shows itself by being tapped.
UPDATE views SET message_id = :message WHERE token = :token AND message_id IS NULL

-- name: retire_posted
-- It is posted anew in this group: the message before is left behind.
UPDATE views SET retired = 1, wanted = wanted + 1, attempts = 0, not_before = 0
WHERE chat_id = :chat AND kind = 'poll' AND subject = :consultation AND retired = 0

-- name: post_again
-- A group that has a new id does not have the old messages any more.
UPDATE views SET message_id = NULL, wanted = wanted + 1, attempts = 0, not_before = 0
WHERE person_id IS NULL AND retired = 0 AND chat_id = (SELECT id FROM chats WHERE telegram_id = :telegram_id)

-- name: groups_of
-- Where it stands, by the names of the groups.
SELECT DISTINCT c.id, c.title FROM views v JOIN chats c ON c.id = v.chat_id
WHERE v.kind = 'poll' AND v.subject = :consultation AND v.retired = 0 AND c.lost_at IS NULL ORDER BY c.title, c.id

-- name: name_chat
-- What a group is called.
UPDATE chats SET title = :title WHERE id = :chat

-- name: chat_of
-- Somebody's own chat with the bot, where there is one.
SELECT c.id FROM chats c JOIN people p ON p.telegram_id = c.telegram_id WHERE p.id = :person

-- name: tell_group
-- Something to be told in a group, once for each occurrence.
INSERT INTO notices (id, chat_id, person_id, language, kind, parameters, urgency, occurrence, state, attempts,
                     not_before, lease_until, finished_at, due_at, expires_at)
VALUES (:id, :chat, NULL, :language, :kind, :parameters, :urgency, :occurrence, 'waiting', 0, :now, 0, NULL, :now, NULL)
ON CONFLICT DO NOTHING

-- name: noticed_only
-- Who was shown the notice in a group before that time, and did not tap again.
SELECT p.id FROM participations p WHERE p.consented_at IS NULL AND p.noticed_at < :before
  AND NOT EXISTS (SELECT 1 FROM views v WHERE v.subject = p.id)

-- name: forget_log_of
-- The log keeps that something happened, and loses to whom.
UPDATE events SET actor = NULL, subject = '' WHERE subject = :participation

-- name: forget_participation
-- Nothing was kept in it.
DELETE FROM participations WHERE id = :participation AND consented_at IS NULL

-- name: add_mirror
-- Telegram's own poll stands beside ours.
INSERT INTO mirrors (poll_id, token, version, message_id, ended) VALUES (:poll, :token, :version, :message, 0)
ON CONFLICT DO NOTHING

-- name: mirror
-- One of them, by what Telegram calls it.
SELECT m.poll_id, m.token, m.version, m.message_id, v.chat_id, v.subject
FROM mirrors m JOIN views v ON v.token = m.token WHERE m.poll_id = :poll

-- name: mirrors_of
-- Those beside one of ours that take votes.
SELECT m.poll_id, m.token, m.version, m.message_id, v.chat_id, v.subject
FROM mirrors m JOIN views v ON v.token = m.token WHERE v.subject = :consultation AND m.ended = 0 ORDER BY m.poll_id

-- name: mirrors_in
-- Those in one group that take votes.
SELECT m.poll_id, m.token, m.version, m.message_id, v.chat_id, v.subject
FROM mirrors m JOIN views v ON v.token = m.token JOIN chats c ON c.id = v.chat_id
WHERE c.telegram_id = :telegram_chat AND m.ended = 0 ORDER BY m.poll_id

-- name: end_mirror
-- It is to take no votes any more.
UPDATE mirrors SET ended = 1 WHERE poll_id = :poll

-- name: leave_mirrors_behind
-- In a group that has a new id, a number of an old message would be another's.
UPDATE mirrors SET message_id = NULL
WHERE token IN (SELECT v.token FROM views v JOIN chats c ON c.id = v.chat_id WHERE c.telegram_id = :telegram_id)
