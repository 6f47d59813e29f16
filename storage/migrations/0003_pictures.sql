-- Pictures that go with a text. They are the town's own: nothing here is about a person.

CREATE TABLE files (
    sha256 TEXT NOT NULL PRIMARY KEY,        -- of the bytes, so that the same picture twice is stored once
    type TEXT NOT NULL,                      -- as browsers name it: image/png
    file_id TEXT,                            -- what Telegram calls it; null until it was uploaded. Read often, so it
    bytes BLOB NOT NULL                      -- stands before the bytes
) STRICT;

CREATE TABLE pictures (
    consultation_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    name TEXT NOT NULL,                      -- as the consultation's file names it
    sha256 TEXT NOT NULL REFERENCES files (sha256),
    PRIMARY KEY (consultation_id, version, name)
) STRICT;

ALTER TABLE views ADD COLUMN photo INTEGER NOT NULL DEFAULT 0;  -- 1 when the message is a photo: its text is a caption
