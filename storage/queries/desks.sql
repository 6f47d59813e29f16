-- Where those who run things are, and what they are preparing.

-- name: desk
-- Where somebody is.
SELECT person_id, place, subject, asking, page, preview FROM desks WHERE person_id = :person

-- name: save_desk
-- Where somebody is now.
INSERT INTO desks (person_id, place, subject, asking, page, preview)
VALUES (:person, :place, :subject, :asking, :page, :preview)
ON CONFLICT (person_id) DO UPDATE SET place = excluded.place, subject = excluded.subject, asking = excluded.asking,
    page = excluded.page, preview = excluded.preview

-- name: draft
-- One draft.
SELECT id, owner_id, source, changed_at FROM drafts WHERE id = :id

-- name: drafts_of
-- What somebody is preparing, the newest first.
SELECT id, owner_id, source, changed_at FROM drafts WHERE owner_id = :owner ORDER BY changed_at DESC, id DESC

-- name: save_draft
-- A draft as it is now.
INSERT INTO drafts (id, owner_id, source, changed_at) VALUES (:id, :owner, :source, :changed)
ON CONFLICT (id) DO UPDATE SET source = excluded.source, changed_at = excluded.changed_at

-- name: drop_draft
-- It was launched, or thrown away.
DELETE FROM drafts WHERE id = :id

-- name: add_draft_picture
-- A picture that a draft names; another of the same name takes its place.
INSERT INTO draft_pictures (draft_id, name, sha256) VALUES (:draft, :name, :sha256)
ON CONFLICT (draft_id, name) DO UPDATE SET sha256 = excluded.sha256

-- name: draft_pictures
-- The pictures that a draft has by now.
SELECT d.name, d.sha256, f.type, f.bytes FROM draft_pictures d JOIN files f ON f.sha256 = d.sha256
WHERE d.draft_id = :draft ORDER BY d.name
