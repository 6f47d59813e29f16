-- What came of it: texts that may be quoted, what the town replied, and news for those who run things.

ALTER TABLE consultations ADD COLUMN published_at INTEGER;  -- when those who took part were told how it came out
ALTER TABLE consultations ADD COLUMN reply_by INTEGER;      -- the reply that was promised; null where none is awaited
ALTER TABLE consultations ADD COLUMN overdue_at INTEGER;    -- when it was said that it is late

-- What residents wrote in their own words, once its phase has closed: waiting, shown or held. The words stand in the
-- answer alone, so that they go with it.
CREATE TABLE reviews (
    participation_id TEXT NOT NULL REFERENCES participations (id) ON DELETE CASCADE,
    step_id TEXT NOT NULL,
    consultation_id TEXT NOT NULL,
    state TEXT NOT NULL,
    flagged INTEGER NOT NULL,                -- 1 when there may be a name or a number in it
    PRIMARY KEY (participation_id, step_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX reviews_of_consultation ON reviews (consultation_id, state, participation_id, step_id);

-- What the town will do. Written by those who run things, for everybody who took part.
CREATE TABLE replies (
    consultation_id TEXT NOT NULL,
    number INTEGER NOT NULL,                 -- from 1: a reply can be followed by another
    content TEXT NOT NULL,
    language TEXT NOT NULL,                  -- in which it is written
    made_at INTEGER NOT NULL,
    PRIMARY KEY (consultation_id, number)
) STRICT;

CREATE TABLE digests (
    person_id TEXT NOT NULL PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
    days INTEGER NOT NULL,                   -- 1 or 7
    hour INTEGER NOT NULL,                   -- of the town's day
    next_at INTEGER NOT NULL,
    seen TEXT NOT NULL                       -- what the last one said, so that the next says what changed
) STRICT;
CREATE INDEX digests_due ON digests (next_at);

-- Whether something was deleted that has yet to leave the files. It is owed at first: an earlier version kept no account.
CREATE TABLE rewriting (
    owed INTEGER NOT NULL                    -- how often it was asked for since the last time; 0 when nothing is owed
) STRICT;
INSERT INTO rewriting (owed) VALUES (1);
