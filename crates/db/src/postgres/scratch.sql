WITH here AS (
    SELECT d.*, to_jsonb(d) AS j FROM pg_catalog.pg_database AS d WHERE d.datname = current_database()
)
-- The server's clock and the server's dice.
SELECT 'name limbeck_scratch_' || extract(epoch FROM clock_timestamp())::bigint || '_'
    || left(replace(gen_random_uuid()::text, '-', ''), 12) AS value
UNION ALL
-- Locale providers came with 15; their column got another name in 17.
SELECT format('options TEMPLATE template0 ENCODING %L LC_COLLATE %L LC_CTYPE %L',
        pg_encoding_to_char(here.encoding), here.datcollate, here.datctype)
    || CASE j->>'datlocprovider'
        WHEN 'i' THEN format(' LOCALE_PROVIDER icu ICU_LOCALE %L', coalesce(j->>'datlocale', j->>'daticulocale'))
            || CASE WHEN j->>'daticurules' IS NULL THEN '' ELSE format(' ICU_RULES %L', j->>'daticurules') END
        WHEN 'b' THEN format(' LOCALE_PROVIDER builtin BUILTIN_LOCALE %L', j->>'datlocale')
        WHEN 'c' THEN ' LOCALE_PROVIDER libc'
        ELSE ''
    END
FROM here
UNION ALL
SELECT 'namespace ' || current_schema() WHERE current_schema() IS NOT NULL
UNION ALL
-- What changes how a statement is understood, where the database, the role or the URL have set it:
-- defaults and checks keep the values that literals had when they were made.
SELECT format('setting SET %I = %L', name, setting) FROM pg_catalog.pg_settings
WHERE name IN ('array_nulls', 'backslash_quote', 'DateStyle', 'default_text_search_config',
        'default_toast_compression', 'IntervalStyle', 'lc_monetary', 'lc_numeric', 'lc_time', 'TimeZone',
        'timezone_abbreviations', 'transform_null_equals', 'xmlbinary', 'xmloption')
    AND source IN ('database', 'user', 'database user', 'client', 'global')
UNION ALL
-- Left behind by programs that were killed: a minute is more than lies between making one and
-- connecting to it.
SELECT 'left-behind ' || d.datname FROM pg_catalog.pg_database AS d
WHERE d.datname ~ '^limbeck_scratch_[0-9]{1,12}_[0-9a-f]+$'
    AND split_part(d.datname, '_', 3)::bigint < extract(epoch FROM clock_timestamp()) - 60
    AND pg_has_role(d.datdba, 'USAGE')
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_activity AS a WHERE a.datid = d.oid)
