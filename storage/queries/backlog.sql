-- What waits, for whoever wonders whether all is well.

-- name: updates
-- Updates that have not taken effect.
SELECT COUNT(*) AS waiting, MIN(received_at) AS oldest FROM inbox WHERE state = 'waiting'

-- name: notices
-- What is due to be told, by how urgent it is. Whoever cannot be reached is not waited for.
SELECT n.urgency, COUNT(*) AS waiting, MIN(n.not_before) AS oldest
FROM notices n JOIN chats c ON c.id = n.chat_id
WHERE n.state = 'waiting' AND n.not_before <= :now AND c.lost_at IS NULL GROUP BY n.urgency

-- name: views
-- Messages that do not show what is wanted.
SELECT COUNT(*) AS behind FROM views v JOIN chats c ON c.id = v.chat_id
WHERE v.shown < v.wanted AND v.not_before <= :now AND c.lost_at IS NULL

-- name: set_aside
-- Updates that failed three times.
SELECT COUNT(*) AS updates FROM inbox WHERE state = 'poison'

-- name: views_refused
-- Messages that were tried over and over.
SELECT COUNT(*) AS views FROM views WHERE shown < wanted AND attempts > 5
