-- Those somebody created: not a constraint's, and not one a partition has because its parent has it.
-- `indnullsnotdistinct` is there from 15 on; a name that the inner query does not know means the column
-- of the same name outside of it.
SELECT i.*
FROM (SELECT false AS indnullsnotdistinct) AS older
CROSS JOIN LATERAL (
    SELECT
        i.indexrelid::bigint AS oid,
        i.indrelid::bigint AS relation,
        x.relname AS name,
        x.relkind = 'I' AS partitioned,
        i.indisunique AS "unique",
        i.indisvalid AND i.indisready AS valid,
        pg_get_expr(i.indpred, i.indrelid) AS predicate,
        NULLIF(method.amname, 'btree') AS method,
        indnullsnotdistinct AS nulls_not_distinct,
        x.reloptions AS parameters,
        space.spcname AS tablespace,
        attached.indexes IS NOT NULL AS attached
    FROM pg_index AS i
    JOIN relation AS r ON r.oid = i.indrelid
    JOIN pg_class AS x ON x.oid = i.indexrelid
    JOIN pg_am AS method ON method.oid = x.relam
    LEFT JOIN pg_tablespace AS space ON space.oid = x.reltablespace
    LEFT JOIN (
        SELECT h.inhparent, count(*) AS indexes FROM pg_inherits AS h GROUP BY h.inhparent
    ) AS attached ON attached.inhparent = i.indexrelid
    WHERE NOT r.member
        AND NOT x.relispartition
        AND NOT EXISTS (
            SELECT FROM pg_constraint AS c
            WHERE c.conindid = i.indexrelid AND c.contype IN ('p', 'u', 'x')
        )
    ORDER BY i.indexrelid
) AS i
