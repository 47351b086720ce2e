-- The terms of those indexes, and behind them the columns they include, which have no `options`.
--
-- An operator class is left out where it is the one the server would take: a default one, unless
-- another is the default of just this type, or it is the one of `character` on `character varying`, for
-- which that of `text` is taken (15 to 18). That of an expression is judged by the class alone. The
-- collation an expression has of its own is in no catalog, but the whole index is printed without it.
SELECT
    k.index::bigint,
    k.attnum AS number,
    term.expression,
    k.options,
    CASE
        WHEN k.attnum <> 0 AND k.sorting <> a.attcollation
            OR k.attnum = 0 AND strpos(pg_get_indexdef(k.index), term.expression || ' COLLATE ') > 0
        THEN l.collname
    END AS collation,
    l.collnamespace::bigint AS collation_namespace,
    CASE
        WHEN NOT o.opcdefault
            OR own.oid <> o.oid
            OR o.opcintype = 'bpchar'::regtype AND base.type <> 'bpchar'::regtype
            OR x.attoptions IS NOT NULL
        THEN COALESCE(p.prefix, CASE n.nspname WHEN 'pg_catalog' THEN '' ELSE quote_ident(n.nspname) || '.' END)
            || quote_ident(o.opcname)
    END AS operator_class,
    x.attoptions AS operator_class_options
FROM (
    SELECT i.indexrelid AS index, i.indrelid AS relation, part.*
    FROM pg_index AS i
    JOIN relation AS r ON r.oid = i.indrelid AND NOT r.member
    CROSS JOIN LATERAL unnest(
        i.indkey::smallint[], i.indoption::smallint[], i.indclass::oid[], i.indcollation::oid[]
    ) WITH ORDINALITY AS part (attnum, options, class, sorting, position)
    WHERE NOT EXISTS (
        SELECT FROM pg_constraint AS c
        WHERE c.conindid = i.indexrelid AND c.contype IN ('p', 'u', 'x')
    )
) AS k
JOIN pg_class AS i ON i.oid = k.index AND NOT i.relispartition
CROSS JOIN LATERAL (
    SELECT CASE WHEN k.attnum = 0 THEN pg_get_indexdef(k.index, k.position::integer, false) END AS expression
) AS term
JOIN pg_attribute AS x ON x.attrelid = k.index AND x.attnum = k.position
LEFT JOIN pg_attribute AS a ON k.attnum <> 0 AND a.attrelid = k.relation AND a.attnum = k.attnum
LEFT JOIN pg_type AS t ON t.oid = a.atttypid
LEFT JOIN LATERAL (SELECT CASE t.typtype WHEN 'd' THEN t.typbasetype ELSE t.oid END AS type) AS base ON true
LEFT JOIN pg_opclass AS o ON o.oid = k.class
LEFT JOIN pg_opclass AS own ON own.opcdefault AND own.opcmethod = o.opcmethod AND own.opcintype = base.type
LEFT JOIN pg_namespace AS n ON n.oid = o.opcnamespace
LEFT JOIN place AS p ON p.oid = o.opcnamespace
LEFT JOIN pg_collation AS l ON l.oid = k.sorting
ORDER BY k.index, k.position
