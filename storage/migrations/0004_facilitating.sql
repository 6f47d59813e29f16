-- Facilitators launch from chat, groups vote, meetings are remembered.

-- A live message is about one thing of one kind, and in a group it is nobody's own.
CREATE TABLE views_anew (
    token TEXT NOT NULL PRIMARY KEY,
    chat_id TEXT NOT NULL REFERENCES chats (id) ON DELETE CASCADE,
    person_id TEXT REFERENCES people (id) ON DELETE CASCADE,  -- null in a group
    kind TEXT NOT NULL,                      -- participation, preview, poll, meeting, desk
    subject TEXT NOT NULL,                   -- the id of what it is about
    message_id INTEGER,                      -- null until Telegram has said which message it became
    wanted INTEGER NOT NULL,                 -- grows with each change
    shown INTEGER NOT NULL,                  -- what the message shows; behind `wanted` while there is work to do
    retired INTEGER NOT NULL,                -- 1 when a newer message has taken its place
    left_at TEXT,                            -- the place at which a retired view was left
    remark TEXT,                             -- why the last message was no answer; gone with the next change
    photo INTEGER NOT NULL,                  -- 1 when the message is a photo: its text is a caption
    attempts INTEGER NOT NULL,
    not_before INTEGER NOT NULL,
    lease_until INTEGER NOT NULL,            -- whoever holds the row has until then
    made_at INTEGER NOT NULL
) STRICT;
INSERT INTO views_anew (token, chat_id, person_id, kind, subject, message_id, wanted, shown, retired, left_at, remark,
                        photo, attempts, not_before, lease_until, made_at)
SELECT token, chat_id, person_id, 'participation', participation_id, message_id, wanted, shown, retired, left_at, remark,
       photo, attempts, not_before, lease_until, made_at FROM views;
DROP TABLE views;
ALTER TABLE views_anew RENAME TO views;
CREATE INDEX views_of_chat ON views (chat_id, retired, made_at);
CREATE INDEX views_of_subject ON views (subject);
CREATE INDEX views_of_person ON views (person_id);
CREATE INDEX views_behind ON views (not_before) WHERE shown < wanted;

-- What is told to a group is told to nobody in particular.
CREATE TABLE notices_anew (
    id TEXT NOT NULL PRIMARY KEY,
    chat_id TEXT NOT NULL REFERENCES chats (id) ON DELETE CASCADE,
    person_id TEXT REFERENCES people (id) ON DELETE CASCADE,  -- null in a group
    language TEXT,                           -- in which a group is told; a person is told in their own
    kind TEXT NOT NULL,
    parameters TEXT NOT NULL,                -- emptied once it is told
    urgency INTEGER NOT NULL,
    occurrence TEXT UNIQUE,                  -- what may be told once only; null for what may be told again
    state TEXT NOT NULL,                     -- waiting, sent, rejected
    attempts INTEGER NOT NULL,
    not_before INTEGER NOT NULL,
    lease_until INTEGER NOT NULL,
    finished_at INTEGER,
    expires_at INTEGER                       -- when it is too late to tell; null for what never is
) STRICT;
INSERT INTO notices_anew (id, chat_id, person_id, language, kind, parameters, urgency, occurrence, state, attempts,
                          not_before, lease_until, finished_at, expires_at)
SELECT id, chat_id, person_id, CAST(NULL AS TEXT), kind, parameters, urgency, occurrence, state, attempts, not_before,
       lease_until, finished_at, CAST(NULL AS INTEGER) FROM notices;
DROP TABLE notices;
ALTER TABLE notices_anew RENAME TO notices;
CREATE INDEX notices_waiting ON notices (urgency, id) WHERE state = 'waiting';
CREATE INDEX notices_waiting_of_chat ON notices (chat_id, id) WHERE state = 'waiting';
CREATE INDEX notices_of_chat ON notices (chat_id);
CREATE INDEX notices_of_person ON notices (person_id);

ALTER TABLE chats ADD COLUMN title TEXT;            -- a group's; nothing is kept of a private chat

ALTER TABLE notices ADD COLUMN due_at INTEGER NOT NULL DEFAULT 0;  -- planned for then: it holds nothing up before
CREATE INDEX notices_expiring ON notices (expires_at) WHERE state = 'waiting';
ALTER TABLE people ADD COLUMN wanted TEXT NOT NULL DEFAULT 'all';  -- which unasked messages: all, hour, none

-- Who offers what. Whoever is erased leaves it to the organisers.
CREATE TABLE consultations (
    id TEXT NOT NULL PRIMARY KEY,
    owner_id TEXT REFERENCES people (id) ON DELETE SET NULL,
    put_aside_at INTEGER,                    -- since when it is out of the lists
    reminded_at INTEGER,                     -- when those who had not finished were reminded, which is done once
    votes INTEGER NOT NULL DEFAULT 0         -- grows with each change of a vote in a poll, and so is counted once only
) STRICT;
INSERT INTO consultations (id, owner_id, put_aside_at, reminded_at)
SELECT DISTINCT consultation_id, CAST(NULL AS TEXT), CAST(NULL AS INTEGER), CAST(NULL AS INTEGER) FROM definitions;
CREATE INDEX consultations_of_owner ON consultations (owner_id);

ALTER TABLE participations ADD COLUMN noticed_at INTEGER;  -- when a group's voter was last shown the notice

-- Telegram's own polls beside ours. They name nobody: who votes there comes as an update, and counts as a tap would.
CREATE TABLE mirrors (
    poll_id TEXT NOT NULL PRIMARY KEY,       -- what Telegram calls it
    token TEXT NOT NULL REFERENCES views (token) ON DELETE CASCADE,  -- the message of ours
    version INTEGER NOT NULL,                -- of the definition: what its options stand for
    message_id INTEGER,                      -- null once the group has a new id: it cannot be reached any more
    ended INTEGER NOT NULL                   -- 1 when it is to take no votes any more
) STRICT;
CREATE INDEX mirrors_of_view ON mirrors (token);

-- What a facilitator is preparing: always the text of a file, however it began.
CREATE TABLE drafts (
    id TEXT NOT NULL PRIMARY KEY,
    owner_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    source TEXT NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX drafts_of_owner ON drafts (owner_id, changed_at);

CREATE TABLE draft_pictures (
    draft_id TEXT NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL REFERENCES files (sha256),
    PRIMARY KEY (draft_id, name)
) STRICT;

-- Where somebody who runs things is in their own chat: a place, and what it is about.
CREATE TABLE desks (
    person_id TEXT NOT NULL PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
    place TEXT NOT NULL,
    subject TEXT NOT NULL,
    asking TEXT NOT NULL,                    -- what waits to be written
    page INTEGER NOT NULL,
    preview TEXT                             -- a way through a draft that counts nowhere, while it is looked at
) STRICT;

ALTER TABLE roles ADD COLUMN note TEXT NOT NULL DEFAULT '';        -- what the administrator calls this person
ALTER TABLE invitations ADD COLUMN note TEXT NOT NULL DEFAULT '';
DELETE FROM invitations WHERE used_at IS NOT NULL;                 -- one that was used is gone from now on
ALTER TABLE invitations DROP COLUMN used_at;

-- Invitations, and the roles that come of them, have a number by which people name them. None is given twice.
CREATE TABLE counters (
    name TEXT NOT NULL PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT;
ALTER TABLE roles ADD COLUMN number INTEGER NOT NULL DEFAULT 0;
ALTER TABLE invitations ADD COLUMN number INTEGER NOT NULL DEFAULT 0;
UPDATE roles SET number = (SELECT COUNT(*) FROM roles r WHERE r.person_id || r.role <= roles.person_id || roles.role);
UPDATE invitations SET number = (SELECT COUNT(*) FROM roles)
                              + (SELECT COUNT(*) FROM invitations i WHERE i.digest <= invitations.digest);
INSERT INTO counters (name, last)
SELECT 'team', (SELECT COUNT(*) FROM roles) + (SELECT COUNT(*) FROM invitations);

-- What administrators read of the log: what was done by those who run things, never what a resident did.
ALTER TABLE events ADD COLUMN listed INTEGER NOT NULL DEFAULT 0;
UPDATE events SET listed = 1 WHERE name IN ('consultation_launched', 'phase_closed', 'release_made', 'invitation_made',
                                            'role_granted', 'chat_migrated');
CREATE INDEX events_listed ON events (id) WHERE listed = 1;

CREATE TABLE refusals (                      -- invitations that did not work: whoever guesses is soon not listened to
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    refused_at INTEGER NOT NULL
) STRICT;
CREATE INDEX refusals_of_person ON refusals (person_id, refused_at);

CREATE TABLE meetings (
    id TEXT NOT NULL PRIMARY KEY,
    owner_id TEXT REFERENCES people (id) ON DELETE SET NULL,
    content TEXT NOT NULL,                   -- title, description, place, link, languages, zone, id of the calendar entry
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    capacity INTEGER,                        -- null where everybody fits
    sequence INTEGER NOT NULL,               -- of the calendar entry: grows when it moves or is cancelled
    revision INTEGER NOT NULL,               -- grows with each registration: a place is given once
    called_at INTEGER,                       -- null while it is being prepared: nobody else sees it
    cancelled_at INTEGER,
    recording TEXT                           -- where it can be watched afterwards
) STRICT;
CREATE INDEX meetings_by_start ON meetings (starts_at);
CREATE INDEX meetings_of_owner ON meetings (owner_id);

CREATE TABLE registrations (
    meeting_id TEXT NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    state TEXT NOT NULL,                     -- registered, waiting, cancelled
    number INTEGER NOT NULL,                 -- the order in which they came; nobody overtakes
    since INTEGER NOT NULL,                  -- from when they have had a place: earlier reminders are not for them
    calendar INTEGER NOT NULL,               -- 1 once they took the calendar file: a change brings a new one
    PRIMARY KEY (meeting_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX registrations_of_person ON registrations (person_id);
CREATE INDEX registrations_in_order ON registrations (meeting_id, number);

CREATE TABLE occurrences (
    meeting_id TEXT NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,                      -- day, hour (before the start), moved, cancelled, recording
    due_at INTEGER NOT NULL,
    not_before INTEGER NOT NULL,             -- put off while it is quiet
    cursor INTEGER NOT NULL,                 -- the number of the last registration that it was written for
    done_at INTEGER,                         -- when it was written to all, or was too late
    PRIMARY KEY (meeting_id, kind)
) STRICT;
CREATE INDEX occurrences_due ON occurrences (not_before) WHERE done_at IS NULL;

-- The days on which somebody gets a message that they did not ask for: at most one a day, by the key.
CREATE TABLE unasked (
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    day INTEGER NOT NULL,                    -- since 1970-01-01, in the town's zone
    PRIMARY KEY (person_id, day)
) STRICT, WITHOUT ROWID;
