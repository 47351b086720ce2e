SELECT routine_name AS `name`,
       routine_type AS `kind`,
       sql_mode AS `sql_mode`
  FROM information_schema.routines
 WHERE routine_schema = database()
