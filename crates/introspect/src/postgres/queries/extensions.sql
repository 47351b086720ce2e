-- Not those that come with every database.
SELECT e.oid::bigint, e.extname AS name, e.extnamespace::bigint AS namespace, e.extversion AS version
FROM pg_extension AS e
WHERE e.oid >= 16384
ORDER BY e.oid
