SELECT table_name AS `holder`,
       column_name AS `name`,
       column_type AS `sql_type`,
       collation_name AS `collation`
  FROM information_schema.columns
 WHERE table_schema = database()
 ORDER BY table_name, ordinal_position
