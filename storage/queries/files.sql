-- Pictures, and what Telegram calls them.

-- name: add_file
-- The bytes of a file; those that are there already are not stored again.
INSERT INTO files (sha256, type, file_id, bytes) VALUES (:sha256, :type, NULL, :content) ON CONFLICT DO NOTHING

-- name: add_picture
-- Under which name a version of a consultation shows a file.
INSERT INTO pictures (consultation_id, version, name, sha256) VALUES (:consultation, :version, :name, :sha256)
ON CONFLICT DO NOTHING

-- name: pictures
-- The pictures of a version.
SELECT name, sha256 FROM pictures WHERE consultation_id = :consultation AND version = :version

-- name: picture
-- One of them, without its bytes: after the first send nobody needs them.
SELECT p.sha256, f.file_id FROM pictures p JOIN files f ON f.sha256 = p.sha256
WHERE p.consultation_id = :consultation AND p.version = :version AND p.name = :name

-- name: file_id
-- What Telegram calls a file by now.
SELECT file_id FROM files WHERE sha256 = :sha256

-- name: content
-- The bytes of a file.
SELECT bytes FROM files WHERE sha256 = :sha256

-- name: remember
-- A file was uploaded. Of two uploads the first is remembered: its name serves as well as the other's.
UPDATE files SET file_id = :file_id WHERE sha256 = :sha256 AND file_id IS NULL

-- name: drop
-- Telegram does not take this name any more. One that was remembered meanwhile stays.
UPDATE files SET file_id = NULL WHERE sha256 = :sha256 AND file_id = :file_id

-- name: purge_files
-- Files that nothing names any more: of drafts that were thrown away, or whose owner is gone.
DELETE FROM files WHERE NOT EXISTS (SELECT 1 FROM pictures p WHERE p.sha256 = files.sha256)
  AND NOT EXISTS (SELECT 1 FROM draft_pictures d WHERE d.sha256 = files.sha256)
