-- Roles, the invitations that give them, and invitations that did not work.

-- name: next_number
-- The next number of an invitation, which the role keeps. Whoever has it is also the only one to change the team now.
INSERT INTO counters (name, last) VALUES ('team', 1)
ON CONFLICT (name) DO UPDATE SET last = counters.last + 1
RETURNING last

-- name: hold_team
-- Nobody else changes who is in the team before this unit ends.
UPDATE counters SET last = last WHERE name = 'team'

-- name: grant
-- Give a role; giving it twice changes nothing.
INSERT INTO roles (person_id, role, granted_at, note, number) VALUES (:person, :role, :now, :note, :number)
ON CONFLICT DO NOTHING

-- name: team
-- Who has which role, in the order in which they were given.
SELECT number, person_id, role, note, granted_at FROM roles ORDER BY number

-- name: take_role
-- One role less; of two who take it, one touches a row.
DELETE FROM roles WHERE number = :number

-- name: add_invitation
-- An invitation that nobody has used.
INSERT INTO invitations (digest, role, expires_at, note, number) VALUES (:digest, :role, :expires, :note, :number)

-- name: invitation
-- The invitation that a link carries.
SELECT number, role, note, expires_at FROM invitations WHERE digest = :digest AND expires_at > :now

-- name: invitations
-- Those that can still be accepted.
SELECT number, role, note, expires_at FROM invitations WHERE expires_at > :now ORDER BY number

-- name: drop_invitation
-- It is used up or withdrawn; of two who try at once, one touches a row.
DELETE FROM invitations WHERE number = :number

-- name: purge_invitations
-- Those that are too old, with what they say about whom they were for.
DELETE FROM invitations WHERE expires_at <= :now

-- name: add_refusal
-- An invitation did not work.
INSERT INTO refusals (id, person_id, refused_at) VALUES (:id, :person, :now)

-- name: refusals
-- How many did not work of late.
SELECT COUNT(*) AS refused FROM refusals WHERE person_id = :person AND refused_at > :since

-- name: purge_refusals
-- Those that no longer count.
DELETE FROM refusals WHERE refused_at <= :before
