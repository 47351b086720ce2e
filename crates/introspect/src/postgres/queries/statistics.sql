-- They are printed with their namespace, which is left out where it is the default one. A target takes a
-- statement of its own.
SELECT
    s.oid::bigint,
    s.stxrelid::bigint AS relation,
    s.stxnamespace::bigint AS namespace,
    s.stxname AS name,
    'CREATE STATISTICS ' || p.prefix
        || substr(pg_get_statisticsobjdef(s.oid), length('CREATE STATISTICS ' || quote_ident(p.name) || '.') + 1)
        || CASE
            WHEN s.stxstattarget >= 0
            THEN format(E';\nALTER STATISTICS %s%I SET STATISTICS %s', p.prefix, s.stxname, s.stxstattarget)
            ELSE ''
        END AS definition
FROM pg_statistic_ext AS s
JOIN place AS p ON p.oid = s.stxnamespace
JOIN relation AS r ON r.oid = s.stxrelid
WHERE NOT r.member
ORDER BY s.oid
