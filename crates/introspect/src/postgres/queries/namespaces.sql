SELECT p.oid::bigint, p.name, m.objid IS NOT NULL AS member
FROM place AS p
LEFT JOIN member AS m ON m.classid = 'pg_namespace'::regclass AND m.objid = p.oid
ORDER BY p.oid
