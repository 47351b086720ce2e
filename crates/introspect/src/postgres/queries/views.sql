SELECT
    r.oid::bigint,
    pg_get_viewdef(r.oid) AS definition,
    c.reloptions AS options,
    space.spcname AS tablespace,
    NULLIF(method.amname, 'heap') AS access_method
FROM relation AS r
JOIN pg_class AS c ON c.oid = r.oid
LEFT JOIN pg_tablespace AS space ON space.oid = c.reltablespace
LEFT JOIN pg_am AS method ON method.oid = c.relam
WHERE r.kind IN ('v', 'm') AND NOT r.member
ORDER BY r.oid
