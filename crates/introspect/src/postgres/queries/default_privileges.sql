-- Those of one namespace add to what holds for all; those for all take the place of what is built in.
WITH rights AS (
    SELECT d.defaclrole, d.defaclnamespace, d.defaclobjtype, e.grantee, e.privilege_type, e.is_grantable, true AS held
    FROM pg_default_acl AS d
    CROSS JOIN LATERAL aclexplode(d.defaclacl) AS e
    UNION ALL
    SELECT d.defaclrole, d.defaclnamespace, d.defaclobjtype, e.grantee, e.privilege_type, e.is_grantable, false
    FROM pg_default_acl AS d
    CROSS JOIN LATERAL aclexplode(acldefault(
        CASE d.defaclobjtype WHEN 'S' THEN 's' ELSE d.defaclobjtype END, d.defaclrole
    )) AS e
    WHERE d.defaclnamespace = 0
)
SELECT
    pg_get_userbyid(r.defaclrole) AS role,
    p.name AS namespace,
    CASE r.defaclobjtype
        WHEN 'r' THEN 'TABLES'
        WHEN 'S' THEN 'SEQUENCES'
        WHEN 'f' THEN 'FUNCTIONS'
        WHEN 'T' THEN 'TYPES'
        WHEN 'n' THEN 'SCHEMAS'
        ELSE 'LARGE OBJECTS'
    END AS kind,
    CASE WHEN r.grantee <> 0 THEN pg_get_userbyid(r.grantee) END AS grantee,
    r.privilege_type AS privilege,
    bool_or(r.is_grantable AND r.held) AS grantable,
    NOT bool_or(r.held) AS revoked
FROM rights AS r
LEFT JOIN place AS p ON p.oid = r.defaclnamespace
WHERE r.defaclnamespace = 0 OR p.oid IS NOT NULL
GROUP BY r.defaclrole, p.name, r.defaclobjtype, r.grantee, r.privilege_type
HAVING bool_and(r.held) OR bool_and(NOT r.held)
ORDER BY role, namespace NULLS FIRST, kind, grantee NULLS FIRST, privilege
