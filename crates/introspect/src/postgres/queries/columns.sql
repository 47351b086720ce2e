-- Of tables, views and composite types. What is rarely said is in `rare`, which keeps the answer small.
-- An option that begins with `pg_` is the server's own: a 17.12 keeps one for every column, and nobody
-- can set or reset it.
-- `attcompression` is there from 14 on; a name that the inner query does not know means the column of
-- the same name outside of it.
SELECT a.*
FROM (SELECT ''::"char" AS attcompression) AS older
CROSS JOIN LATERAL (
    SELECT
        r.oid::bigint AS relation,
        a.attnum AS number,
        a.attname AS name,
        format_type(a.atttypid, a.atttypmod) AS sql_type,
        a.attnotnull AS not_null,
        pg_get_expr(d.adbin, d.adrelid) AS "default",
        d.oid::bigint AS default_oid,
        CASE
            WHEN NOT a.attislocal OR a.attgenerated <> '' OR a.attidentity <> ''
                OR a.attcollation <> t.typcollation OR a.attstorage <> t.typstorage OR attcompression <> ''
                OR a.attstattarget >= 0 OR cardinality(a.attoptions) > 1 OR a.attoptions[1] NOT LIKE 'pg\_%'
                OR a.attfdwoptions IS NOT NULL
            THEN json_build_object(
                'inherited', NOT a.attislocal,
                'generated', NULLIF(a.attgenerated, ''),
                'identity', NULLIF(a.attidentity, ''),
                'collation', CASE WHEN a.attcollation <> t.typcollation THEN l.collname END,
                'collation_namespace', CASE WHEN a.attcollation <> t.typcollation THEN l.collnamespace::bigint END,
                'storage', CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage END,
                'compression', NULLIF(attcompression, ''),
                'statistics', CASE WHEN a.attstattarget >= 0 THEN a.attstattarget END,
                'options', a.attoptions,
                'server_options', a.attfdwoptions
            )
        END AS rare
    FROM relation AS r
    JOIN pg_attribute AS a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
    JOIN pg_type AS t ON t.oid = a.atttypid
    LEFT JOIN pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    LEFT JOIN pg_collation AS l ON l.oid = a.attcollation
    WHERE r.kind <> 'S'
    ORDER BY r.oid, a.attnum
) AS a
