SELECT
    p.oid::bigint,
    p.polrelid::bigint AS relation,
    p.polname AS name,
    NOT p.polpermissive AS restrictive,
    p.polcmd AS command,
    ARRAY(
        SELECT pg_get_userbyid(role.oid) FROM unnest(p.polroles) AS role (oid) WHERE role.oid <> 0
        ORDER BY 1
    ) AS roles,
    pg_get_expr(p.polqual, p.polrelid) AS "using",
    pg_get_expr(p.polwithcheck, p.polrelid) AS with_check
FROM pg_policy AS p
JOIN relation AS r ON r.oid = p.polrelid
WHERE NOT r.member
ORDER BY p.oid
