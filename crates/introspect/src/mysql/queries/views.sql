SELECT table_name AS `name`,
       check_option AS `check_option`
  FROM information_schema.views
 WHERE table_schema = database()
