-- Every right that is not there when nothing is said, and every one taken away that is. What `public` and
-- its like begin with is kept by the server; of that the owner's part is the owner's, whoever it is now.
WITH held AS (
    SELECT 'pg_class'::regclass AS class, c.oid AS object, 0 AS part, c.relowner AS owner, c.relacl AS acl,
        CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char" AS kind
    FROM pg_class AS c
    JOIN relation AS r ON r.oid = c.oid AND NOT r.member
    WHERE c.relacl IS NOT NULL
    UNION ALL
    SELECT 'pg_class'::regclass, a.attrelid, a.attnum, c.relowner, a.attacl, 'c'
    FROM pg_attribute AS a
    JOIN relation AS r ON r.oid = a.attrelid AND NOT r.member
    JOIN pg_class AS c ON c.oid = r.oid
    WHERE a.attacl IS NOT NULL AND NOT a.attisdropped
    UNION ALL
    SELECT 'pg_namespace'::regclass, n.oid, 0, n.nspowner, n.nspacl, 'n'
    FROM pg_namespace AS n
    JOIN place AS p ON p.oid = n.oid
    WHERE n.nspacl IS NOT NULL
    UNION ALL
    SELECT 'pg_proc'::regclass, f.oid, 0, f.proowner, f.proacl, 'f'
    FROM pg_proc AS f
    JOIN place AS p ON p.oid = f.pronamespace
    WHERE f.proacl IS NOT NULL
    UNION ALL
    SELECT 'pg_type'::regclass, t.oid, 0, t.typowner, t.typacl, 'T'
    FROM pg_type AS t
    JOIN place AS p ON p.oid = t.typnamespace
    WHERE t.typacl IS NOT NULL
),
rights AS (
    SELECT h.class, h.object, h.part, e.grantee, e.privilege_type, e.is_grantable, true AS held
    FROM held AS h
    CROSS JOIN LATERAL aclexplode(h.acl) AS e
    UNION ALL
    SELECT h.class, h.object, h.part, e.grantee, e.privilege_type, e.is_grantable, false
    FROM held AS h
    CROSS JOIN LATERAL aclexplode(acldefault(h.kind, h.owner)) AS e
    UNION ALL
    SELECT h.class, h.object, h.part, e.grantee, e.privilege_type, e.is_grantable, false
    FROM held AS h
    JOIN pg_init_privs AS i ON i.classoid = h.class AND i.objoid = h.object AND i.privtype = 'i'
    CROSS JOIN LATERAL aclexplode(i.initprivs) AS e
    WHERE e.grantee <> e.grantor
)
SELECT
    r.class::oid::bigint,
    r.object::bigint,
    r.part,
    CASE WHEN r.grantee <> 0 THEN pg_get_userbyid(r.grantee) END AS grantee,
    r.privilege_type AS privilege,
    bool_or(r.is_grantable AND r.held) AS grantable,
    NOT bool_or(r.held) AS revoked
FROM rights AS r
WHERE NOT EXISTS (SELECT FROM member AS m WHERE m.classid = r.class AND m.objid = r.object)
GROUP BY r.class, r.object, r.part, r.grantee, r.privilege_type
HAVING bool_and(r.held) OR bool_and(NOT r.held)
ORDER BY r.class::oid, r.object, r.part, grantee NULLS FIRST, privilege
