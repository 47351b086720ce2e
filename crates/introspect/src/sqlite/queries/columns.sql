-- Virtual tables have no root page, and asking for the columns of one whose module is missing fails.
SELECT json_group_array(
           json_object(
               'table', t.name, 'name', c.name, 'sql_type', c.type, 'not_null', c."notnull",
               'default', c.dflt_value, 'key', c.pk, 'hidden', c.hidden
           )
           ORDER BY t.rowid, c.cid
       ) AS value
FROM main.sqlite_schema AS t
CROSS JOIN pragma_table_xinfo(t.name, 'main') AS c
WHERE t.type = 'table' AND t.rootpage > 0
