-- The server does not print these. What is left out is what is meant when nothing is said.
SELECT
    f.oid::bigint,
    f.pronamespace::bigint AS namespace,
    f.proname AS name,
    oidvectortypes(f.proargtypes) AS arguments,
    format(
        E'CREATE AGGREGATE %s%I(%s) (\n    %s\n)',
        p.prefix,
        f.proname,
        COALESCE(NULLIF(pg_get_function_arguments(f.oid), ''), '*'),
        concat_ws(
            E',\n    ',
            'SFUNC = ' || a.aggtransfn,
            'STYPE = ' || format_type(a.aggtranstype, NULL),
            'SSPACE = ' || NULLIF(a.aggtransspace, 0),
            'FINALFUNC = ' || CASE WHEN a.aggfinalfn <> 0 THEN a.aggfinalfn END,
            CASE WHEN a.aggfinalextra THEN 'FINALFUNC_EXTRA' END,
            'FINALFUNC_MODIFY = ' || CASE
                WHEN a.aggfinalfn = 0 OR a.aggfinalmodify = kind.modify THEN NULL
                WHEN a.aggfinalmodify = 'r' THEN 'READ_ONLY'
                WHEN a.aggfinalmodify = 's' THEN 'SHAREABLE'
                ELSE 'READ_WRITE'
            END,
            'COMBINEFUNC = ' || CASE WHEN a.aggcombinefn <> 0 THEN a.aggcombinefn END,
            'SERIALFUNC = ' || CASE WHEN a.aggserialfn <> 0 THEN a.aggserialfn END,
            'DESERIALFUNC = ' || CASE WHEN a.aggdeserialfn <> 0 THEN a.aggdeserialfn END,
            'INITCOND = ' || quote_literal(a.agginitval),
            'MSFUNC = ' || CASE WHEN a.aggmtransfn <> 0 THEN a.aggmtransfn END,
            'MINVFUNC = ' || CASE WHEN a.aggminvtransfn <> 0 THEN a.aggminvtransfn END,
            'MSTYPE = ' || CASE WHEN a.aggmtranstype <> 0 THEN format_type(a.aggmtranstype, NULL) END,
            'MSSPACE = ' || NULLIF(a.aggmtransspace, 0),
            'MFINALFUNC = ' || CASE WHEN a.aggmfinalfn <> 0 THEN a.aggmfinalfn END,
            CASE WHEN a.aggmfinalextra THEN 'MFINALFUNC_EXTRA' END,
            'MFINALFUNC_MODIFY = ' || CASE
                WHEN a.aggmfinalfn = 0 OR a.aggmfinalmodify = kind.modify THEN NULL
                WHEN a.aggmfinalmodify = 'r' THEN 'READ_ONLY'
                WHEN a.aggmfinalmodify = 's' THEN 'SHAREABLE'
                ELSE 'READ_WRITE'
            END,
            'MINITCOND = ' || quote_literal(a.aggminitval),
            'SORTOP = ' || CASE WHEN a.aggsortop <> 0 THEN format('OPERATOR(%I.%s)', n.nspname, o.oprname) END,
            'PARALLEL = ' || CASE f.proparallel WHEN 's' THEN 'SAFE' WHEN 'r' THEN 'RESTRICTED' END,
            CASE WHEN a.aggkind = 'h' THEN 'HYPOTHETICAL' END
        )
    ) AS definition
FROM pg_aggregate AS a
JOIN pg_proc AS f ON f.oid = a.aggfnoid
JOIN place AS p ON p.oid = f.pronamespace
LEFT JOIN pg_operator AS o ON o.oid = a.aggsortop
LEFT JOIN pg_namespace AS n ON n.oid = o.oprnamespace
CROSS JOIN LATERAL (SELECT CASE a.aggkind WHEN 'n' THEN 'r' ELSE 'w' END::"char" AS modify) AS kind
WHERE NOT EXISTS (SELECT FROM member AS m WHERE m.classid = 'pg_proc'::regclass AND m.objid = f.oid)
ORDER BY f.oid
