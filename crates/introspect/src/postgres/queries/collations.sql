-- Where a collation keeps its locale has changed: in `collcollate` (13, 14), `colliculocale` (15, 16)
-- and `colllocale` (17, 18). A name that the inner query does not know means the column of the same name
-- outside of it.
SELECT l.*
FROM (
    SELECT NULL::text AS colliculocale, NULL::text AS colllocale, NULL::text AS collicurules
) AS older
CROSS JOIN LATERAL (
    SELECT
        l.oid::bigint,
        l.collnamespace::bigint AS namespace,
        l.collname AS name,
        format('CREATE COLLATION %s%I (provider = ', p.prefix, l.collname)
            || CASE l.collprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END
            || CASE
                WHEN COALESCE(colllocale, colliculocale) IS NOT NULL
                THEN ', locale = ' || quote_literal(COALESCE(colllocale, colliculocale))
                WHEN l.collcollate::text = l.collctype::text
                THEN ', locale = ' || quote_literal(l.collcollate)
                ELSE ', lc_collate = ' || quote_literal(l.collcollate) || ', lc_ctype = ' || quote_literal(l.collctype)
            END
            || CASE WHEN collicurules IS NULL THEN '' ELSE ', rules = ' || quote_literal(collicurules) END
            || CASE WHEN l.collisdeterministic THEN '' ELSE ', deterministic = false' END
            || ')' AS definition
    FROM pg_collation AS l
    JOIN place AS p ON p.oid = l.collnamespace
    WHERE NOT EXISTS (
        SELECT FROM member AS m WHERE m.classid = 'pg_collation'::regclass AND m.objid = l.oid
    )
    ORDER BY l.oid
) AS l
