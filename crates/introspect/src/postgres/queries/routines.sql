-- Functions and procedures, printed with their namespace, which is left out where it is the default one.
-- Those that come with a range type are the type's.
--
-- `signature` is what `CREATE OR REPLACE` refuses to change (15 to 18): what kind it is, the names of
-- its arguments, what it returns, and that an argument has a default, but not which.
SELECT
    f.oid::bigint,
    f.pronamespace::bigint AS namespace,
    f.proname AS name,
    f.prokind AS kind,
    oidvectortypes(f.proargtypes) AS arguments,
    printed.head || p.prefix || substr(printed.definition, length(printed.head || quote_ident(p.name)) + 2)
        AS definition,
    concat_ws(
        ' ',
        CASE f.prokind WHEN 'p' THEN 'PROCEDURE' WHEN 'w' THEN 'WINDOW FUNCTION' ELSE 'FUNCTION' END,
        '(' || pg_get_function_identity_arguments(f.oid) || ')',
        'RETURNS ' || pg_get_function_result(f.oid),
        CASE WHEN f.pronargdefaults > 0 THEN 'DEFAULTS ' || f.pronargdefaults END
    ) AS signature
FROM pg_proc AS f
JOIN place AS p ON p.oid = f.pronamespace
CROSS JOIN LATERAL (
    SELECT
        CASE f.prokind WHEN 'p' THEN 'CREATE OR REPLACE PROCEDURE ' ELSE 'CREATE OR REPLACE FUNCTION ' END AS head,
        pg_get_functiondef(f.oid) AS definition
    OFFSET 0
) AS printed
WHERE f.prokind IN ('f', 'p', 'w')
    AND NOT EXISTS (
        SELECT FROM pg_depend AS d
        WHERE d.classid = 'pg_proc'::regclass AND d.objid = f.oid AND d.deptype IN ('e', 'i')
    )
ORDER BY f.oid
