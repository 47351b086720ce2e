-- Not those of constraints, and not those a partition has because its parent has them. Only printed
-- prettily do they leave the default namespace out of the name of the table.
SELECT
    t.oid::bigint,
    t.tgrelid::bigint AS relation,
    t.tgname AS name,
    pg_get_triggerdef(t.oid, true) AS definition,
    t.tgenabled AS state
FROM pg_trigger AS t
JOIN relation AS r ON r.oid = t.tgrelid
WHERE NOT r.member AND NOT t.tgisinternal AND t.tgparentid = 0
ORDER BY t.oid
