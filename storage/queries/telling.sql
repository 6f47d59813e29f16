-- What is shown (views) and told (notices), and the log of what happened.

-- name: view
-- One live message, by its token.
SELECT v.token, v.chat_id, c.telegram_id AS telegram_chat, v.message_id, v.person_id, v.kind, v.subject,
       v.wanted, v.retired, v.left_at, v.remark, v.photo
FROM views v JOIN chats c ON c.id = v.chat_id WHERE v.token = :token

-- name: latest_view
-- The message that an answer written in this chat belongs to.
SELECT v.token, v.chat_id, c.telegram_id AS telegram_chat, v.message_id, v.person_id, v.kind, v.subject,
       v.wanted, v.retired, v.left_at, v.remark, v.photo
FROM views v JOIN chats c ON c.id = v.chat_id
WHERE c.telegram_id = :telegram_chat AND v.retired = 0 ORDER BY v.made_at DESC LIMIT 1

-- name: add_view
-- A message to be sent.
INSERT INTO views (token, chat_id, person_id, kind, subject, message_id, wanted, shown, retired, left_at, remark,
                   photo, attempts, not_before, lease_until, made_at)
VALUES (:token, :chat, :person, :kind, :subject, NULL, 0, -1, 0, NULL, :remark, 0, 0, 0, :lease, :now)

-- name: touch_view
-- A change wanted, to be shown by whoever holds the lease. Compare and swap: touches no row when another tap was faster,
-- which may have been before the participation was read.
UPDATE views SET wanted = :wanted, remark = :remark, message_id = :message, photo = :photo, lease_until = :lease,
    attempts = 0, not_before = 0
WHERE token = :token AND wanted = :wanted - 1

-- name: renew_views
-- What is live about something is to be shown anew.
UPDATE views SET wanted = wanted + 1, remark = NULL, attempts = 0, not_before = 0
WHERE kind = :kind AND subject = :subject AND retired = 0

-- name: retire_views
-- A newer message takes the place of what is live in a chat.
UPDATE views SET retired = 1, remark = NULL, left_at = :left_at, wanted = wanted + 1, attempts = 0, not_before = 0
WHERE chat_id = :chat AND retired = 0

-- name: views_behind
-- Messages that do not yet show what is wanted, and that nobody is working on.
SELECT v.token, v.chat_id, c.telegram_id AS telegram_chat, v.message_id, v.person_id, v.kind, v.subject,
       v.wanted, v.retired, v.left_at, v.remark, v.photo, v.attempts, p.id, p.telegram_id, p.language, p.new_messages
FROM views v JOIN chats c ON c.id = v.chat_id LEFT JOIN people p ON p.id = v.person_id
WHERE v.shown < v.wanted AND v.not_before <= :now AND v.lease_until <= :now AND c.lost_at IS NULL
ORDER BY v.not_before LIMIT :count

-- name: lease_view
-- Take a message in hand; of two who try, one touches a row. A tally is shown again at `tally` at the earliest.
UPDATE views SET lease_until = :lease, not_before = CASE WHEN kind = 'poll' THEN :tally ELSE not_before END
WHERE token = :token AND lease_until <= :now

-- name: view_shown
-- What the message shows now. Never backwards, should two acknowledgements arrive out of order.
UPDATE views
SET shown = CASE WHEN shown > :shown THEN shown ELSE :shown END, message_id = COALESCE(:message, message_id),
    photo = COALESCE(:photo, photo),
    lease_until = 0, attempts = 0
WHERE token = :token

-- name: view_postponed
-- It could not be shown now; again later.
UPDATE views SET lease_until = 0, not_before = :not_before, attempts = attempts + :counted WHERE token = :token

-- name: notify
-- Something to be told. What may be told once only is dropped when it is there already.
INSERT INTO notices (id, chat_id, person_id, kind, parameters, urgency, occurrence, state, attempts, not_before,
                     lease_until, finished_at, due_at, expires_at)
VALUES (:id, :chat, :person, :kind, :parameters, :urgency, :occurrence, 'waiting', 0, :due, 0, NULL, :due, :expires)
ON CONFLICT DO NOTHING

-- name: expire_notices
-- What it is too late to tell, unless it is just being told.
UPDATE notices SET state = 'expired', finished_at = :now, parameters = '{}'
WHERE state = 'waiting' AND expires_at <= :now AND lease_until <= :now

-- name: notices_due
-- The first that waits in each chat, so that what is told to one chat keeps its order. What is planned for later holds
-- nothing up until then.
SELECT n.id, n.kind, n.parameters, n.urgency, n.attempts, n.person_id, c.telegram_id AS telegram_chat,
       COALESCE(p.language, n.language, 'en') AS language
FROM notices n JOIN chats c ON c.id = n.chat_id LEFT JOIN people p ON p.id = n.person_id
WHERE n.state = 'waiting' AND n.not_before <= :now AND n.lease_until <= :now AND c.lost_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM notices e WHERE e.chat_id = n.chat_id AND e.state = 'waiting' AND e.id < n.id
                                            AND e.due_at <= :now)
ORDER BY n.urgency, n.id LIMIT :count

-- name: lease_notice
-- Take a notice in hand; of two who try, one touches a row.
UPDATE notices SET lease_until = :lease WHERE id = :id AND lease_until <= :now AND state = 'waiting'

-- name: notice_finished
-- It was told, or can never be. Its parameters may quote what a person wrote, and are needed no more.
UPDATE notices SET state = :state, finished_at = :now, parameters = '{}', lease_until = 0 WHERE id = :id

-- name: notice_postponed
-- It could not be told now; again later.
UPDATE notices SET lease_until = 0, not_before = :not_before, attempts = attempts + :counted WHERE id = :id

-- name: release_leases
-- At a start nobody else is at work: what was in hand when the process ended is taken up at once.
UPDATE notices SET lease_until = 0 WHERE lease_until > 0

-- name: release_view_leases
-- The same for messages.
UPDATE views SET lease_until = 0 WHERE lease_until > 0

-- name: purge_notices
-- What was told long ago.
DELETE FROM notices WHERE state <> 'waiting' AND finished_at < :before

-- name: add_broadcast
-- A notice on its way to many.
INSERT INTO broadcasts (id, consultation_id, kind, parameters, cursor, done)
VALUES (:id, :consultation, :kind, :parameters, :cursor, 0)

-- name: next_broadcast
-- One that is not yet written out to everybody.
SELECT id, consultation_id, kind, parameters, cursor FROM broadcasts WHERE done = 0 ORDER BY id LIMIT 1
/*for update*/

-- name: advance_broadcast
-- How far it has been written out.
UPDATE broadcasts SET cursor = :cursor, done = :done WHERE id = :id

-- name: note
-- A fact for the log.
INSERT INTO events (id, at, actor, name, subject, details, listed)
VALUES (:id, :now, :actor, :name, :subject, :details, :listed)
