-- What is said of a table as a whole.
SELECT
    r.oid::bigint,
    c.relpersistence = 'u' AS unlogged,
    c.reloptions AS parameters,
    toast.reloptions AS toast_parameters,
    space.spcname AS tablespace,
    NULLIF(method.amname, 'heap') AS access_method,
    NULLIF(c.relreplident, 'd') AS replica_identity,
    marked.replica_identity AS replica_index,
    marked.clustered AS clustered_on,
    c.relrowsecurity AS row_security,
    c.relforcerowsecurity AS row_security_forced,
    of_type.typname AS of_type,
    of_type.typnamespace::bigint AS of_type_namespace,
    CASE WHEN r.kind = 'p' THEN pg_get_partkeydef(r.oid) END AS partitioned_by,
    pg_get_expr(c.relpartbound, r.oid) AS bound,
    server.srvname AS server,
    foreign_table.ftoptions AS server_options
FROM relation AS r
JOIN pg_class AS c ON c.oid = r.oid
LEFT JOIN pg_class AS toast ON toast.oid = c.reltoastrelid
LEFT JOIN pg_tablespace AS space ON space.oid = c.reltablespace
LEFT JOIN pg_am AS method ON method.oid = c.relam
LEFT JOIN pg_type AS of_type ON of_type.oid = c.reloftype
LEFT JOIN pg_foreign_table AS foreign_table ON foreign_table.ftrelid = r.oid
LEFT JOIN pg_foreign_server AS server ON server.oid = foreign_table.ftserver
LEFT JOIN (
    SELECT
        i.indrelid,
        max(x.relname) FILTER (WHERE i.indisreplident) AS replica_identity,
        max(x.relname) FILTER (WHERE i.indisclustered) AS clustered
    FROM pg_index AS i
    JOIN pg_class AS x ON x.oid = i.indexrelid
    WHERE i.indisreplident OR i.indisclustered
    GROUP BY i.indrelid
) AS marked ON marked.indrelid = r.oid
WHERE r.kind IN ('r', 'p', 'f') AND NOT r.member
ORDER BY r.oid
