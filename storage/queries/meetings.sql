-- Meetings, who comes to them, and what they are told without asking.

-- name: add_meeting
-- A meeting, or what is to become one.
INSERT INTO meetings (id, owner_id, content, starts_at, ends_at, capacity, sequence, revision, called_at, cancelled_at,
                      recording)
VALUES (:id, :owner, :content, :starts, :ends, :capacity, :sequence, 0, :called, NULL, :recording)
ON CONFLICT DO NOTHING

-- name: save_meeting
-- What has changed about it.
UPDATE meetings SET content = :content, starts_at = :starts, ends_at = :ends, capacity = :capacity,
    sequence = :sequence, called_at = :called, cancelled_at = :cancelled, recording = :recording
WHERE id = :id

-- name: drop_meeting
-- What never became one.
DELETE FROM meetings WHERE id = :id AND called_at IS NULL

-- name: meeting
-- One meeting.
SELECT id, content, starts_at, ends_at, capacity, sequence, called_at, cancelled_at, recording
FROM meetings WHERE id = :id

-- name: bump_meeting
-- Whoever counts places, or changes them, comes through here first: one after the other.
UPDATE meetings SET revision = revision + 1 WHERE id = :id

-- name: meeting_owner
-- Who called it.
SELECT owner_id FROM meetings WHERE id = :id

-- name: meeting_ids
-- Every id that is taken.
SELECT id FROM meetings

-- name: meetings_ahead
-- Those that are called and not long over, of one person or of everybody.
SELECT id, content, starts_at, ends_at, capacity, sequence, called_at, cancelled_at, recording
FROM meetings
WHERE called_at IS NOT NULL AND ends_at > :since AND (owner_id = :owner OR :everybody = 1)
ORDER BY starts_at, id

-- name: prepared_meeting
-- What somebody is preparing: one at a time.
SELECT id, content, starts_at, ends_at, capacity, sequence, called_at, cancelled_at, recording
FROM meetings WHERE owner_id = :owner AND called_at IS NULL ORDER BY id LIMIT 1

-- name: attendance
-- How many have a place, and how many wait.
SELECT COALESCE(SUM(CASE WHEN state = 'registered' THEN 1 ELSE 0 END), 0) AS registered,
       COALESCE(SUM(CASE WHEN state = 'waiting' THEN 1 ELSE 0 END), 0) AS waiting
FROM registrations WHERE meeting_id = :meeting

-- name: registration
-- How somebody stands to a meeting.
SELECT person_id, state, number, since, calendar FROM registrations WHERE meeting_id = :meeting AND person_id = :person

-- name: stand
-- How somebody stands to it now.
INSERT INTO registrations (meeting_id, person_id, state, number, since, calendar)
VALUES (:meeting, :person, :state, :number, :since, :calendar)
ON CONFLICT (meeting_id, person_id) DO UPDATE SET state = excluded.state, number = excluded.number,
    since = excluded.since, calendar = excluded.calendar

-- name: waiting_before
-- How many wait who came before.
SELECT COUNT(*) AS waiting FROM registrations WHERE meeting_id = :meeting AND state = 'waiting' AND number < :number

-- name: last_number
-- The number of whoever came last, also of who is not coming any more.
SELECT COALESCE(MAX(number), 0) AS number FROM registrations WHERE meeting_id = :meeting

-- name: attendees
-- Who comes or waits, in the order in which they came, and where they can be told.
SELECT r.person_id, r.state, r.number, r.since, r.calendar, c.id AS chat_id,
       (SELECT MAX(v.token) FROM views v
        WHERE v.subject = r.meeting_id AND v.kind = 'meeting' AND v.person_id = r.person_id) AS token
FROM registrations r JOIN people p ON p.id = r.person_id JOIN chats c ON c.telegram_id = p.telegram_id
WHERE r.meeting_id = :meeting AND r.number > :after AND r.state IN ('registered', 'waiting')
ORDER BY r.number LIMIT :count

-- name: first_waiting
-- Who waits, in the order in which they came.
SELECT r.person_id, r.state, r.number, r.since, r.calendar, c.id AS chat_id,
       (SELECT MAX(v.token) FROM views v
        WHERE v.subject = r.meeting_id AND v.kind = 'meeting' AND v.person_id = r.person_id) AS token
FROM registrations r JOIN people p ON p.id = r.person_id JOIN chats c ON c.telegram_id = p.telegram_id
WHERE r.meeting_id = :meeting AND r.state = 'waiting'
ORDER BY r.number LIMIT :count

-- name: places_of
-- Meetings to come in which somebody has a place or waits for one.
SELECT r.meeting_id FROM registrations r JOIN meetings m ON m.id = r.meeting_id
WHERE r.person_id = :person AND r.state IN ('registered', 'waiting') AND m.starts_at > :now ORDER BY r.meeting_id

-- name: plan
-- Something to be told to those who come, from the first of them on.
INSERT INTO occurrences (meeting_id, kind, due_at, not_before, cursor, done_at)
VALUES (:meeting, :kind, :due, :due, 0, NULL)
ON CONFLICT (meeting_id, kind) DO UPDATE SET due_at = excluded.due_at, not_before = excluded.not_before, cursor = 0,
    done_at = NULL

-- name: unplan
-- It is not to be told after all.
DELETE FROM occurrences WHERE meeting_id = :meeting AND kind = :kind

-- name: due_occurrence
-- What is to be told now, the first that fell due before the others.
SELECT meeting_id, kind, due_at, cursor FROM occurrences
WHERE done_at IS NULL AND not_before <= :now ORDER BY not_before, meeting_id, kind LIMIT 1

-- name: occurrences
-- What is still to be told about one meeting.
SELECT meeting_id, kind, due_at, cursor FROM occurrences WHERE meeting_id = :meeting AND done_at IS NULL ORDER BY due_at

-- name: put_off
-- Not now: it is quiet.
UPDATE occurrences SET not_before = :until WHERE meeting_id = :meeting AND kind = :kind

-- name: advance_occurrence
-- How far it has been written out.
UPDATE occurrences SET cursor = :cursor, done_at = :done WHERE meeting_id = :meeting AND kind = :kind

-- name: attend
-- One at a time counts what somebody gets without asking.
SELECT wanted FROM people WHERE id = :person
/*for update*/

-- name: wanted
-- Which messages they want that they did not ask for.
SELECT wanted FROM people WHERE id = :person

-- name: want
-- Which messages they want that they did not ask for.
UPDATE people SET wanted = :wanted WHERE id = :person

-- name: unasked
-- The days on which they got one, or will.
SELECT day FROM unasked WHERE person_id = :person AND day >= :since ORDER BY day

-- name: take_day
-- They get one on this day.
INSERT INTO unasked (person_id, day) VALUES (:person, :day) ON CONFLICT DO NOTHING

-- name: was_told
-- Whether something that is told once only is on its way, or was told.
SELECT 1 AS told FROM notices WHERE occurrence = :occurrence

-- name: take_back
-- What is not to be told any more.
DELETE FROM notices WHERE state = 'waiting' AND occurrence LIKE :occurrences

-- name: purge_unasked
-- Days so long ago that they count for nothing.
DELETE FROM unasked WHERE day < :before
