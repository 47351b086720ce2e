-- One row for each column; "to" is NULL where the primary key of the parent is meant.
SELECT json_group_array(
           json_object(
               'table', t.name, 'id', f.id, 'parent', f."table", 'from', f."from", 'to', f."to",
               'on_update', f.on_update, 'on_delete', f.on_delete
           )
           ORDER BY t.rowid, f.id, f.seq
       ) AS value
FROM main.sqlite_schema AS t
CROSS JOIN pragma_foreign_key_list(t.name, 'main') AS f
WHERE t.type = 'table' AND t.rootpage > 0
