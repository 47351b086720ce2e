-- Not those that make a view a view. Only printed prettily do they leave the default namespace out of
-- the name of the table. Whether one is disabled takes a statement of its own.
SELECT
    w.oid::bigint,
    w.ev_class::bigint AS relation,
    w.rulename AS name,
    rtrim(pg_get_ruledef(w.oid, true), ';')
        || CASE w.ev_enabled
            WHEN 'O' THEN ''
            ELSE format(
                E';\nALTER TABLE %s%I %s RULE %I',
                p.prefix, r.name,
                CASE w.ev_enabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END,
                w.rulename
            )
        END AS definition
FROM pg_rewrite AS w
JOIN relation AS r ON r.oid = w.ev_class
JOIN place AS p ON p.oid = r.namespace
WHERE NOT r.member AND w.rulename <> '_RETURN'
ORDER BY w.oid
