-- Whether one is disabled takes a statement of its own.
SELECT
    e.oid::bigint,
    e.evtname AS name,
    format('CREATE EVENT TRIGGER %I ON %I', e.evtname, e.evtevent)
        || COALESCE((
            SELECT E'\n    WHEN TAG IN (' || string_agg(quote_literal(tag.name), ', ' ORDER BY tag.position) || ')'
            FROM unnest(e.evttags) WITH ORDINALITY AS tag (name, position)
        ), '')
        || E'\n    EXECUTE FUNCTION ' || e.evtfoid::regproc || '()'
        || CASE e.evtenabled
            WHEN 'O' THEN ''
            ELSE format(
                E';\nALTER EVENT TRIGGER %I %s',
                e.evtname,
                CASE e.evtenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END
            )
        END AS definition
FROM pg_event_trigger AS e
WHERE NOT EXISTS (SELECT FROM member AS m WHERE m.classid = 'pg_event_trigger'::regclass AND m.objid = e.oid)
ORDER BY e.oid
