-- Structured consultations: what somebody has begun and not yet said to be their answer, side pages, a new message for
-- each step for who prefers it, and what a message has to say besides its card.

ALTER TABLE participations ADD COLUMN drafts TEXT NOT NULL DEFAULT '{}';
ALTER TABLE participations ADD COLUMN origin TEXT;
ALTER TABLE participations ADD COLUMN page INTEGER NOT NULL DEFAULT 0;

ALTER TABLE people ADD COLUMN new_messages INTEGER NOT NULL DEFAULT 0;

ALTER TABLE views ADD COLUMN remark TEXT;    -- why the last message was no answer; gone with the next change
