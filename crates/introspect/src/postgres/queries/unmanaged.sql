-- What limbeck has no words for, but for what an extension or a range type brings along. What many things of one kind
-- can share is told apart by what they take.
SELECT u.kind, u.namespace::bigint, u.name
FROM (
    SELECT 'operator' AS kind, 'pg_operator'::regclass AS class, o.oid, o.oprnamespace AS namespace,
        format('%s(%s)', o.oprname, concat_ws(
            ', ',
            CASE WHEN o.oprleft = 0 THEN 'NONE' ELSE format_type(o.oprleft, NULL) END,
            CASE WHEN o.oprright = 0 THEN 'NONE' ELSE format_type(o.oprright, NULL) END
        )) AS name
    FROM pg_operator AS o
    UNION ALL
    SELECT 'cast', 'pg_cast'::regclass, c.oid, NULL,
        format('%s AS %s', format_type(c.castsource, NULL), format_type(c.casttarget, NULL))
    FROM pg_cast AS c
    WHERE c.oid >= 16384
    UNION ALL
    SELECT 'operator class', 'pg_opclass'::regclass, o.oid, o.opcnamespace, format('%s USING %s', o.opcname, a.amname)
    FROM pg_opclass AS o
    JOIN pg_am AS a ON a.oid = o.opcmethod
    UNION ALL
    SELECT 'operator family', 'pg_opfamily'::regclass, o.oid, o.opfnamespace, format('%s USING %s', o.opfname, a.amname)
    FROM pg_opfamily AS o
    JOIN pg_am AS a ON a.oid = o.opfmethod
    UNION ALL
    SELECT 'text search parser', 'pg_ts_parser'::regclass, t.oid, t.prsnamespace, t.prsname FROM pg_ts_parser AS t
    UNION ALL
    SELECT 'text search template', 'pg_ts_template'::regclass, t.oid, t.tmplnamespace, t.tmplname FROM pg_ts_template AS t
    UNION ALL
    SELECT 'conversion', 'pg_conversion'::regclass, c.oid, c.connamespace, c.conname FROM pg_conversion AS c
    UNION ALL
    SELECT 'base type', 'pg_type'::regclass, t.oid, t.typnamespace, t.typname
    FROM pg_type AS t
    WHERE t.typtype IN ('b', 'p')
        AND NOT EXISTS (SELECT FROM pg_type AS element WHERE element.oid = t.typelem AND element.typarray = t.oid)
    UNION ALL
    SELECT 'access method', 'pg_am'::regclass, a.oid, NULL, a.amname FROM pg_am AS a WHERE a.oid >= 16384
    UNION ALL
    SELECT 'language', 'pg_language'::regclass, l.oid, NULL, l.lanname FROM pg_language AS l WHERE l.oid >= 16384
    UNION ALL
    SELECT 'transform', 'pg_transform'::regclass, t.oid, NULL,
        format('%s FOR LANGUAGE %s', format_type(t.trftype, NULL), l.lanname)
    FROM pg_transform AS t
    JOIN pg_language AS l ON l.oid = t.trflang
    UNION ALL
    SELECT 'foreign data wrapper', 'pg_foreign_data_wrapper'::regclass, w.oid, NULL, w.fdwname
    FROM pg_foreign_data_wrapper AS w
    UNION ALL
    SELECT 'foreign server', 'pg_foreign_server'::regclass, s.oid, NULL, s.srvname FROM pg_foreign_server AS s
    UNION ALL
    SELECT 'publication', 'pg_publication'::regclass, p.oid, NULL, p.pubname FROM pg_publication AS p
    UNION ALL
    SELECT 'subscription', 'pg_subscription'::regclass, s.oid, NULL, s.subname
    FROM pg_subscription AS s
    JOIN pg_database AS d ON d.oid = s.subdbid AND d.datname = current_database()
) AS u
WHERE (u.namespace IS NULL OR u.namespace IN (SELECT p.oid FROM place AS p))
    AND NOT EXISTS (
        SELECT FROM pg_depend AS d
        WHERE d.classid = u.class AND d.objid = u.oid AND d.deptype IN ('e', 'i')
    )
ORDER BY u.kind, u.namespace, u.name
