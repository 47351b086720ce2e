SELECT json_group_array(
           json_object('kind', type, 'name', name, 'table', tbl_name, 'sql', sql)
           ORDER BY rowid
       ) AS value
FROM main.sqlite_schema
