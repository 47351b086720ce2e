SELECT database() AS `database`,
       @@lower_case_table_names AS `folds`,
       @limbeck_sql_mode AS `sql_mode`
