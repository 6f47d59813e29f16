-- The ground: people, consultations, answers, what is shown and told, and the inbox.
-- Times are milliseconds UTC. JSON is opaque text. Ids are UUIDv7, save where randomness protects: participations
-- (pseudonyms) and the tokens of views. Tables that hold answers have no row order that would tell who came when.

CREATE TABLE people (
    id TEXT NOT NULL PRIMARY KEY,
    telegram_id INTEGER NOT NULL UNIQUE,
    language TEXT NOT NULL
) STRICT;

CREATE TABLE chats (
    id TEXT NOT NULL PRIMARY KEY,
    telegram_id INTEGER NOT NULL UNIQUE,
    lost_at INTEGER                          -- since when the bot is blocked or put out; null while it is reachable
) STRICT;

CREATE TABLE roles (
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    granted_at INTEGER NOT NULL,
    PRIMARY KEY (person_id, role)
) STRICT, WITHOUT ROWID;

CREATE TABLE invitations (
    digest TEXT NOT NULL PRIMARY KEY,        -- SHA-256 of the secret in the link; the secret itself is kept nowhere
    role TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT;

CREATE TABLE definitions (
    consultation_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    source TEXT NOT NULL,                    -- the file as it was launched
    launched_at INTEGER NOT NULL,
    PRIMARY KEY (consultation_id, version)
) STRICT;

CREATE TABLE phases (
    consultation_id TEXT NOT NULL,
    phase_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    opens_at INTEGER NOT NULL,
    closes_at INTEGER NOT NULL,
    closed_at INTEGER,                       -- when the close was carried out
    released_at INTEGER,                     -- when its result was frozen
    PRIMARY KEY (consultation_id, phase_id)
) STRICT;

CREATE TABLE participations (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    consultation_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    status TEXT NOT NULL,
    place TEXT NOT NULL,
    saved TEXT,
    skipped TEXT NOT NULL,
    consented_at INTEGER,
    started_at INTEGER NOT NULL,
    finished_at INTEGER,
    UNIQUE (person_id, consultation_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX participations_of_consultation ON participations (consultation_id, id);

CREATE TABLE responses (
    participation_id TEXT NOT NULL REFERENCES participations (id) ON DELETE CASCADE,
    step_id TEXT NOT NULL,
    ballot TEXT NOT NULL,
    PRIMARY KEY (participation_id, step_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE views (
    token TEXT NOT NULL PRIMARY KEY,
    chat_id TEXT NOT NULL REFERENCES chats (id) ON DELETE CASCADE,
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    participation_id TEXT NOT NULL REFERENCES participations (id) ON DELETE CASCADE,
    message_id INTEGER,                      -- null until Telegram has said which message it became
    wanted INTEGER NOT NULL,                 -- grows with each change
    shown INTEGER NOT NULL,                  -- what the message shows; behind `wanted` while there is work to do
    retired INTEGER NOT NULL,                -- 1 when a newer message has taken its place
    left_at TEXT,                            -- the place at which a retired view was left
    attempts INTEGER NOT NULL,
    not_before INTEGER NOT NULL,
    lease_until INTEGER NOT NULL,            -- whoever holds the row has until then
    made_at INTEGER NOT NULL
) STRICT;
CREATE INDEX views_of_chat ON views (chat_id, retired, made_at);
CREATE INDEX views_of_participation ON views (participation_id);
CREATE INDEX views_of_person ON views (person_id);
CREATE INDEX views_behind ON views (not_before) WHERE shown < wanted;

CREATE TABLE notices (
    id TEXT NOT NULL PRIMARY KEY,
    chat_id TEXT NOT NULL REFERENCES chats (id) ON DELETE CASCADE,
    person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    parameters TEXT NOT NULL,                -- emptied once it is told
    urgency INTEGER NOT NULL,
    occurrence TEXT UNIQUE,                  -- what may be told once only; null for what may be told again
    state TEXT NOT NULL,                     -- waiting, sent, rejected
    attempts INTEGER NOT NULL,
    not_before INTEGER NOT NULL,
    lease_until INTEGER NOT NULL,
    finished_at INTEGER
) STRICT;
CREATE INDEX notices_waiting ON notices (urgency, id) WHERE state = 'waiting';
CREATE INDEX notices_waiting_of_chat ON notices (chat_id, id) WHERE state = 'waiting';
CREATE INDEX notices_of_chat ON notices (chat_id);
CREATE INDEX notices_of_person ON notices (person_id);

CREATE TABLE broadcasts (
    id TEXT NOT NULL PRIMARY KEY,
    consultation_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    parameters TEXT NOT NULL,
    cursor TEXT NOT NULL,                    -- the last participation that a notice was written for
    done INTEGER NOT NULL
) STRICT;

CREATE TABLE releases (
    id TEXT NOT NULL PRIMARY KEY,
    consultation_id TEXT NOT NULL,
    phase_id TEXT NOT NULL,
    content TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    UNIQUE (consultation_id, phase_id)
) STRICT;

CREATE TABLE events (
    id TEXT NOT NULL PRIMARY KEY,
    at INTEGER NOT NULL,
    actor TEXT,                              -- a person's id; emptied by erasure
    name TEXT NOT NULL,
    subject TEXT NOT NULL,
    details TEXT NOT NULL                    -- ids only, never content
) STRICT;
CREATE INDEX events_of_actor ON events (actor);

CREATE TABLE inbox (
    id TEXT NOT NULL PRIMARY KEY,            -- in the order of arrival
    update_id INTEGER NOT NULL UNIQUE,
    person INTEGER NOT NULL,                 -- whose updates are taken one after the other: a person's or a chat's id
    body TEXT,                               -- what Telegram sent, emptied once it is done with
    state TEXT NOT NULL,                     -- waiting, done, poison
    attempts INTEGER NOT NULL,
    received_at INTEGER NOT NULL
) STRICT;
CREATE INDEX inbox_waiting ON inbox (id) WHERE state = 'waiting';
CREATE INDEX inbox_of_person ON inbox (person);
CREATE INDEX inbox_received ON inbox (received_at);
