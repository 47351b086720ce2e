-- Enumerations, domains and ranges; composite types are relations. Multiranges come with their ranges
-- and are there from 14 on; a name that the inner query does not know means the column of the same name
-- outside of it.
SELECT t.*
FROM (SELECT 0::oid AS rngmultitypid) AS older
CROSS JOIN LATERAL (
    SELECT
        t.oid::bigint,
        t.typnamespace::bigint AS namespace,
        t.typname AS name,
        t.typtype AS kind,
        labels.labels,
        CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END AS base,
        t.typnotnull AS not_null,
        COALESCE(pg_get_expr(t.typdefaultbin, 0), t.typdefault) AS "default",
        CASE WHEN t.typtype = 'd' AND t.typcollation <> base.typcollation THEN l.collname END AS collation,
        l.collnamespace::bigint AS collation_namespace,
        checks.checks,
        CASE
            WHEN t.typtype = 'r'
            THEN format('CREATE TYPE %s%I AS RANGE (subtype = ', p.prefix, t.typname)
                || format_type(g.rngsubtype, NULL)
                || CASE
                    WHEN o.opcdefault THEN ''
                    ELSE ', subtype_opclass = ' || COALESCE(op.prefix, CASE onn.nspname WHEN 'pg_catalog' THEN '' ELSE quote_ident(onn.nspname) || '.' END) || quote_ident(o.opcname)
                END
                || CASE WHEN g.rngcollation = subtype.typcollation THEN '' ELSE ', collation = ' || g.rngcollation::regcollation END
                || CASE WHEN g.rngcanonical = 0 THEN '' ELSE ', canonical = ' || g.rngcanonical END
                || CASE WHEN g.rngsubdiff = 0 THEN '' ELSE ', subtype_diff = ' || g.rngsubdiff END
                || CASE WHEN rngmultitypid = 0 THEN '' ELSE ', multirange_type_name = ' || format_type(rngmultitypid, NULL) END
                || ')'
        END AS definition
    FROM pg_type AS t
    JOIN place AS p ON p.oid = t.typnamespace
    LEFT JOIN pg_type AS base ON base.oid = t.typbasetype
    LEFT JOIN pg_collation AS l ON l.oid = t.typcollation
    LEFT JOIN (
        SELECT e.enumtypid, json_agg(e.enumlabel ORDER BY e.enumsortorder) AS labels
        FROM pg_enum AS e
        GROUP BY e.enumtypid
    ) AS labels ON labels.enumtypid = t.oid
    LEFT JOIN (
        SELECT
            c.contypid,
            json_agg(json_build_object(
                'oid', c.oid::bigint, 'name', c.conname, 'definition', pg_get_expr(c.conbin, 0),
                'validated', c.convalidated
            ) ORDER BY c.oid) AS checks
        FROM pg_constraint AS c
        WHERE c.contypid <> 0 AND c.contype = 'c'
        GROUP BY c.contypid
    ) AS checks ON checks.contypid = t.oid
    LEFT JOIN pg_range AS g ON g.rngtypid = t.oid
    LEFT JOIN pg_type AS subtype ON subtype.oid = g.rngsubtype
    LEFT JOIN pg_opclass AS o ON o.oid = g.rngsubopc
    LEFT JOIN place AS op ON op.oid = o.opcnamespace
    LEFT JOIN pg_namespace AS onn ON onn.oid = o.opcnamespace
    WHERE t.typtype IN ('e', 'd', 'r')
        AND NOT EXISTS (SELECT FROM member AS m WHERE m.classid = 'pg_type'::regclass AND m.objid = t.oid)
    ORDER BY t.oid
) AS t
