SELECT trigger_name AS `name`,
       event_object_table AS `holder`,
       action_timing AS `timing`,
       event_manipulation AS `event`,
       action_order AS `position`,
       sql_mode AS `sql_mode`
  FROM information_schema.triggers
 WHERE trigger_schema = database()
   AND event_object_schema = database()
