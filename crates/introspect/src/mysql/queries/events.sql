SELECT event_name AS `name`,
       sql_mode AS `sql_mode`
  FROM information_schema.events
 WHERE event_schema = database()
