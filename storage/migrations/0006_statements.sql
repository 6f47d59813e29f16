-- Deliberating on statements: what is said, who votes how on it, why, and what came of it.

ALTER TABLE participations ADD COLUMN removed_at INTEGER;  -- when somebody was taken out of the results; null for all others
ALTER TABLE reviews ADD COLUMN why TEXT;                   -- the reason of the published list for which it is held back

CREATE TABLE statements (
    consultation_id TEXT NOT NULL,
    step_id TEXT NOT NULL,
    number INTEGER NOT NULL,                 -- from 0, in the order in which they came
    seed TEXT,                               -- its id in the file; null for what came otherwise
    author_id TEXT REFERENCES participations (id) ON DELETE CASCADE,  -- null where no resident of ours said it
    content TEXT NOT NULL,
    language TEXT NOT NULL,
    state TEXT NOT NULL,                     -- waiting, posted (shown, and still to be looked at), accepted, rejected
    meta INTEGER NOT NULL,                   -- 1 when it is about the conversation and not its subject
    flagged INTEGER NOT NULL,                -- 1 when there may be a name or a number in it
    why TEXT,                                -- the reason of the published list for which it was rejected
    proposed TEXT,                           -- another wording that its author is asked about
    merged_into INTEGER,                     -- the number of the one that says the same; votes are counted there
    sent_hour INTEGER NOT NULL,              -- when it came, by the hour: how long it waits, and no more
    PRIMARY KEY (consultation_id, step_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX statements_of_author ON statements (author_id);
CREATE INDEX statements_to_look_at ON statements (consultation_id, sent_hour) WHERE state IN ('waiting', 'posted');

CREATE TABLE translations (
    consultation_id TEXT NOT NULL,
    step_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    language TEXT NOT NULL,
    content TEXT NOT NULL,
    machine INTEGER NOT NULL,                -- 1 when no person has read it
    PRIMARY KEY (consultation_id, step_id, number, language),
    FOREIGN KEY (consultation_id, step_id, number) REFERENCES statements (consultation_id, step_id, number)
        ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE votes (
    participation_id TEXT NOT NULL REFERENCES participations (id) ON DELETE CASCADE,
    step_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    consultation_id TEXT NOT NULL,
    vote INTEGER NOT NULL,                   -- 1 agrees, -1 disagrees, 0 is not sure
    PRIMARY KEY (participation_id, step_id, number),
    FOREIGN KEY (consultation_id, step_id, number) REFERENCES statements (consultation_id, step_id, number)
        ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX votes_of_statement ON votes (consultation_id, step_id, number, vote);

-- Votes that came with a conversation held elsewhere. Nobody of ours cast them.
CREATE TABLE imported_votes (
    consultation_id TEXT NOT NULL,
    step_id TEXT NOT NULL,
    voter INTEGER NOT NULL,
    number INTEGER NOT NULL,
    vote INTEGER NOT NULL,
    PRIMARY KEY (consultation_id, step_id, voter, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE reasons (
    participation_id TEXT NOT NULL REFERENCES participations (id) ON DELETE CASCADE,
    step_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    consultation_id TEXT NOT NULL,
    side INTEGER NOT NULL,                   -- the vote that it was given for: 1 or -1
    content TEXT NOT NULL,
    language TEXT NOT NULL,
    state TEXT NOT NULL,                     -- as of statements
    flagged INTEGER NOT NULL,
    why TEXT,
    sent_hour INTEGER NOT NULL,
    heard INTEGER NOT NULL DEFAULT 0,        -- how often it was shown to somebody who sees it differently
    PRIMARY KEY (participation_id, step_id, number),
    FOREIGN KEY (consultation_id, step_id, number) REFERENCES statements (consultation_id, step_id, number)
        ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX reasons_of_statement ON reasons (consultation_id, step_id, number, side);
CREATE INDEX reasons_to_look_at ON reasons (consultation_id, sent_hour) WHERE state IN ('waiting', 'posted');

-- A reason from the other side, shown to somebody once for a statement.
CREATE TABLE heard (
    participation_id TEXT NOT NULL REFERENCES participations (id) ON DELETE CASCADE,
    step_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    consultation_id TEXT NOT NULL,
    by_id TEXT NOT NULL REFERENCES participations (id) ON DELETE CASCADE,  -- whose reason it was
    before INTEGER NOT NULL,                 -- the vote until then
    changed INTEGER NOT NULL,                -- 1 when it was changed because of it
    PRIMARY KEY (participation_id, step_id, number),
    FOREIGN KEY (consultation_id, step_id, number) REFERENCES statements (consultation_id, step_id, number)
        ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX heard_by ON heard (by_id, step_id, number);
CREATE INDEX heard_of_statement ON heard (consultation_id, step_id, number);

-- Somebody's own statement, before it is sent, that is yet to be compared with the others.
CREATE TABLE comparisons (
    participation_id TEXT NOT NULL PRIMARY KEY REFERENCES participations (id) ON DELETE CASCADE,
    step_id TEXT NOT NULL,
    content TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The newest map of each conversation that may be shown, and which statement is how pressing to ask next.
CREATE TABLE maps (
    consultation_id TEXT NOT NULL,
    step_id TEXT NOT NULL,
    priorities TEXT NOT NULL,                -- by statement, as JSON
    seen TEXT NOT NULL,                      -- what they were worked out from, in a few sums: whether anything changed
    content TEXT,                            -- the map, as JSON; null while too few have voted
    last_event TEXT NOT NULL,                -- the newest fact in the log when that was made: who has voted since
    made_at INTEGER NOT NULL,                -- when that was
    PRIMARY KEY (consultation_id, step_id)
) STRICT, WITHOUT ROWID;
