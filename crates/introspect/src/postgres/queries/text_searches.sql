-- Dictionaries, and configurations with their mappings. What both are made of, parsers and templates, only a
-- superuser can make. A name in `pg_catalog` is printed without it: the search path always leads there.
SELECT t.*
FROM (
    SELECT
        d.oid::bigint,
        'dictionary' AS kind,
        d.dictnamespace::bigint AS namespace,
        d.dictname AS name,
        format('CREATE TEXT SEARCH DICTIONARY %s%I (TEMPLATE = ', p.prefix, d.dictname)
            || COALESCE(tp.prefix, CASE n.nspname WHEN 'pg_catalog' THEN '' ELSE quote_ident(n.nspname) || '.' END)
            || quote_ident(t.tmplname)
            || COALESCE(', ' || d.dictinitoption, '')
            || ')' AS definition
    FROM pg_ts_dict AS d
    JOIN place AS p ON p.oid = d.dictnamespace
    JOIN pg_ts_template AS t ON t.oid = d.dicttemplate
    JOIN pg_namespace AS n ON n.oid = t.tmplnamespace
    LEFT JOIN place AS tp ON tp.oid = n.oid
    WHERE NOT EXISTS (
        SELECT FROM member AS m WHERE m.classid = 'pg_ts_dict'::regclass AND m.objid = d.oid
    )
    UNION ALL
    SELECT
        c.oid::bigint,
        'configuration',
        c.cfgnamespace::bigint,
        c.cfgname,
        format('CREATE TEXT SEARCH CONFIGURATION %s%I (PARSER = ', p.prefix, c.cfgname)
            || COALESCE(rp.prefix, CASE n.nspname WHEN 'pg_catalog' THEN '' ELSE quote_ident(n.nspname) || '.' END)
            || quote_ident(r.prsname)
            || ')'
            || COALESCE(mappings.added, '')
    FROM pg_ts_config AS c
    JOIN place AS p ON p.oid = c.cfgnamespace
    JOIN pg_ts_parser AS r ON r.oid = c.cfgparser
    JOIN pg_namespace AS n ON n.oid = r.prsnamespace
    LEFT JOIN place AS rp ON rp.oid = n.oid
    LEFT JOIN LATERAL (
        SELECT string_agg(
            format(
                E';\nALTER TEXT SEARCH CONFIGURATION %s%I ADD MAPPING FOR %I WITH %s',
                p.prefix, c.cfgname, token.alias, m.dictionaries
            ),
            '' ORDER BY token.tokid
        ) AS added
        FROM (
            SELECT m.maptokentype, string_agg(m.mapdict::regdictionary::text, ', ' ORDER BY m.mapseqno) AS dictionaries
            FROM pg_ts_config_map AS m
            WHERE m.mapcfg = c.oid
            GROUP BY m.maptokentype
        ) AS m
        JOIN ts_token_type(c.cfgparser) AS token ON token.tokid = m.maptokentype
    ) AS mappings ON true
    WHERE NOT EXISTS (
        SELECT FROM member AS m WHERE m.classid = 'pg_ts_config'::regclass AND m.objid = c.oid
    )
) AS t
ORDER BY t.kind DESC, t.oid
