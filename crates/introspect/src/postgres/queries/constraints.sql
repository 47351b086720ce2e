-- Of tables. Those that a partition has because its parent has them, or a child because it inherits
-- them, are the parent's. What is rarely said is in `rare`, which keeps the answer small.
--
-- The columns of `older` are not there before 15 and 18; a name that the inner query does not know means
-- the column of the same name outside of it.
SELECT c.*
FROM (
    SELECT
        NULL::smallint[] AS confdelsetcols, true AS conenforced, false AS conperiod,
        false AS indnullsnotdistinct
) AS older
CROSS JOIN LATERAL (
    SELECT
        c.oid::bigint,
        c.conrelid::bigint AS relation,
        c.conname AS name,
        c.contype AS kind,
        c.conkey AS columns,
        CASE
            WHEN c.contype IN ('x', 'n') THEN pg_get_constraintdef(c.oid)
            ELSE pg_get_expr(c.conbin, c.conrelid)
        END AS definition,
        CASE
            WHEN c.contype = 'f'
            THEN json_build_object(
                'references', c.confrelid::bigint,
                'columns', c.confkey,
                'on_delete', c.confdeltype,
                'on_update', c.confupdtype,
                'match_full', c.confmatchtype = 'f',
                'set_on_delete', confdelsetcols
            )
        END AS foreign_key,
        index.oid::bigint AS index,
        NULLIF(index.relname, c.conname) AS index_name,
        CASE
            WHEN NOT c.convalidated OR NOT conenforced OR c.condeferrable OR conperiod
                OR c.connoinherit AND c.contype IN ('c', 'n')
                OR i.indnatts > i.indnkeyatts OR indnullsnotdistinct
                OR index.reloptions IS NOT NULL OR index.reltablespace <> 0
            THEN json_build_object(
                'no_inherit', c.connoinherit AND c.contype IN ('c', 'n'),
                'not_valid', NOT c.convalidated,
                'not_enforced', NOT conenforced,
                'deferrable', c.condeferrable,
                'deferred', c.condeferred,
                'period', conperiod,
                'include', (i.indkey::smallint[])[i.indnkeyatts : i.indnatts - 1],
                'nulls_not_distinct', COALESCE(indnullsnotdistinct, false),
                'parameters', index.reloptions,
                'tablespace', space.spcname
            )
        END AS rare
    FROM pg_constraint AS c
    JOIN relation AS r ON r.oid = c.conrelid
    LEFT JOIN pg_index AS i ON c.contype IN ('p', 'u', 'x') AND i.indexrelid = c.conindid
    LEFT JOIN pg_class AS index ON index.oid = i.indexrelid
    LEFT JOIN pg_tablespace AS space ON space.oid = index.reltablespace
    WHERE NOT r.member
        AND c.conparentid = 0
        AND (
            c.contype IN ('p', 'u', 'x', 'f')
            OR c.contype = 'c' AND c.conislocal
            -- That a column is not NULL is said by the column, but for these ways of it (18).
            OR c.contype = 'n' AND c.conislocal AND (c.connoinherit OR NOT c.convalidated)
        )
    ORDER BY c.oid
) AS c
