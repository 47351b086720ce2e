-- Between things of users: what comes with every database is below 16384. What a thing needs is left to
-- whoever knows the things. There are many, so they are lines of text, each of seven words: what it is a
-- row of, its number, which part of it; the same of what it needs; and in which way.
SELECT string_agg(
    concat_ws(
        ' ',
        d.classid::oid, d.objid, d.objsubid, d.refclassid::oid, d.refobjid, d.refobjsubid, d.deptype
    ),
    E'\n'
) AS lines
FROM pg_depend AS d
WHERE d.objid >= 16384 AND d.refobjid >= 16384
    AND (
        d.deptype = 'e'
        OR NOT EXISTS (SELECT FROM member AS m WHERE m.classid = d.classid AND m.objid = d.objid)
    )
