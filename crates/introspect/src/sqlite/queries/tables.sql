-- The modules that are loaded tell which virtual tables SQLite knows the shadow tables of.
SELECT json_object(
           'tables', (
               SELECT json_group_array(
                          json_object('name', name, 'kind', type, 'without_rowid', wr, 'strict', strict)
                      )
               FROM pragma_table_list
               WHERE schema = 'main'
           ),
           'modules', (SELECT json_group_array(name) FROM pragma_module_list)
       ) AS value
