-- Not those that every database begins with, and not those an extension brings along for itself.
SELECT
    d.classoid::bigint AS class, d.objoid::bigint AS object, d.objsubid AS part, d.description AS text
FROM pg_description AS d
LEFT JOIN pg_extension AS e ON d.classoid = 'pg_extension'::regclass AND e.oid = d.objoid
WHERE (
        d.objoid >= 16384
        OR d.classoid = 'pg_namespace'::regclass AND d.objoid IN (SELECT p.oid FROM place AS p)
        AND d.description <> 'standard public schema'
    )
    AND NOT EXISTS (SELECT FROM member AS m WHERE m.classid = d.classoid AND m.objid = d.objoid)
    AND d.description IS DISTINCT FROM (
        SELECT a.comment FROM pg_available_extensions() AS a WHERE a.name = e.extname
    )
ORDER BY d.classoid, d.objoid, d.objsubid
