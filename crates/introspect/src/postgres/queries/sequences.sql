-- `owner` is the table of the column it goes with; `identity` says whether it is behind it.
SELECT
    r.oid::bigint,
    format_type(s.seqtypid, NULL) AS sql_type,
    s.seqstart AS start,
    s.seqincrement AS increment,
    s.seqmin AS min,
    s.seqmax AS max,
    s.seqcache AS cache,
    s.seqcycle AS cycle,
    c.relpersistence = 'u' AS unlogged,
    d.refobjid::bigint AS owner,
    d.refobjsubid AS "column",
    COALESCE(d.deptype = 'i', false) AS identity
FROM relation AS r
JOIN pg_class AS c ON c.oid = r.oid
JOIN pg_sequence AS s ON s.seqrelid = r.oid
LEFT JOIN pg_depend AS d
    ON d.classid = 'pg_class'::regclass AND d.objid = r.oid AND d.objsubid = 0
    AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
WHERE NOT r.member
ORDER BY r.oid
