-- Who has written to the bot, where they can be reached, and what they may do.

-- name: person
-- One person, by the id that Telegram gave.
SELECT id, telegram_id, language, new_messages FROM people WHERE telegram_id = :telegram_id

-- name: meet
-- The person, made when new. The update of a column by itself makes RETURNING answer for those known already.
INSERT INTO people (id, telegram_id, language, new_messages) VALUES (:id, :telegram_id, :language, 0)
ON CONFLICT (telegram_id) DO UPDATE SET telegram_id = excluded.telegram_id
RETURNING id, telegram_id, language, new_messages

-- name: speak
-- The language chosen.
UPDATE people SET language = :language WHERE id = :person

-- name: prefer
-- Whether each step is to come as a new message.
UPDATE people SET new_messages = :new_messages WHERE id = :person

-- name: meet_chat
-- The chat, made when new; one that was lost is reachable again, for somebody writes from it.
INSERT INTO chats (id, telegram_id, lost_at) VALUES (:id, :telegram_id, NULL)
ON CONFLICT (telegram_id) DO UPDATE SET lost_at = NULL
RETURNING id

-- name: lose_chat
-- The bot was blocked or put out.
UPDATE chats SET lost_at = :now WHERE telegram_id = :telegram_id AND lost_at IS NULL

-- name: regain_chat
-- The bot was let in again.
UPDATE chats SET lost_at = NULL WHERE telegram_id = :telegram_id AND lost_at IS NOT NULL

-- name: migrate_chat
-- A group became a supergroup. Every reference is to our own id, so that this one row is all there is to move.
UPDATE chats SET telegram_id = :new_telegram_id
WHERE telegram_id = :telegram_id AND NOT EXISTS (SELECT 1 FROM chats WHERE telegram_id = :new_telegram_id)

-- name: roles
-- The roles given to a person.
SELECT r.role FROM roles r JOIN people p ON p.id = r.person_id WHERE p.telegram_id = :telegram_id

-- name: addresses
-- Where everybody with a role can be told something in private.
SELECT c.id AS chat_id, p.id AS person_id
FROM roles r JOIN people p ON p.id = r.person_id JOIN chats c ON c.telegram_id = p.telegram_id
WHERE r.role = :role ORDER BY p.id

-- name: address
-- Where a person can be told something in private.
SELECT c.id AS chat_id FROM people p JOIN chats c ON c.telegram_id = p.telegram_id WHERE p.id = :person

-- name: erase_from_events
-- The log keeps that something happened, and loses who it was and to whom. Comes first: participations are subjects too.
-- What was done by those who run things keeps what it was about, unless that is this person.
UPDATE events SET actor = CASE WHEN actor = :person THEN '' ELSE actor END,
    subject = CASE WHEN actor = :person AND listed = 1 AND subject <> :person THEN subject ELSE '' END
WHERE actor = :person OR subject = :person OR subject IN (SELECT id FROM participations WHERE person_id = :person)

-- name: erase_from_inbox
-- Whatever this person sent is emptied; what waits is not looked at any more.
UPDATE inbox SET body = NULL, person = 0, state = 'done' WHERE person = :telegram_id

-- name: erase_chat
-- The private chat, and with it what was to be told there.
DELETE FROM chats WHERE telegram_id = :telegram_id

-- name: erase_prepared_meetings
-- What this person was preparing, which nobody else has seen.
DELETE FROM meetings WHERE owner_id = :person AND called_at IS NULL

-- name: erase_person
-- The person, and with them participations, responses, views, notices and roles.
DELETE FROM people WHERE id = :person

-- name: erase_from_broadcasts
-- A broadcast that is half written out goes on from the last participation there is before the one that is gone.
UPDATE broadcasts SET cursor = COALESCE((SELECT MAX(p.id) FROM participations p
                                         WHERE p.consultation_id = broadcasts.consultation_id
                                           AND p.id < broadcasts.cursor), '')
WHERE cursor <> '' AND NOT EXISTS (SELECT 1 FROM participations p WHERE p.id = broadcasts.cursor)

-- name: purge_strangers
-- Who wrote something, was answered, and has no part and no role here: nothing of them is needed. Whoever guesses at
-- invitations is known for as long as that counts.
DELETE FROM people WHERE NOT EXISTS (SELECT 1 FROM participations p WHERE p.person_id = people.id)
  AND NOT EXISTS (SELECT 1 FROM roles r WHERE r.person_id = people.id)
  AND NOT EXISTS (SELECT 1 FROM registrations r WHERE r.person_id = people.id)
  AND NOT EXISTS (SELECT 1 FROM refusals f WHERE f.person_id = people.id)
  AND NOT EXISTS (SELECT 1 FROM notices n WHERE n.person_id = people.id AND n.state = 'waiting')

-- name: purge_chats
-- Private chats of nobody. A group's id is negative.
DELETE FROM chats WHERE telegram_id > 0
  AND NOT EXISTS (SELECT 1 FROM people p WHERE p.telegram_id = chats.telegram_id)
