SELECT table_name AS `name`,
       table_type AS `kind`,
       table_collation AS `collation`
  FROM information_schema.tables
 WHERE table_schema = database()
