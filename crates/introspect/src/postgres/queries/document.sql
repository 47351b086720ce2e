-- One statement, so that it is one round trip and one snapshot. It sets what the printing of expressions
-- depends on, and sets it back: in a transaction settings that are local to it would stay. Each step
-- reads the one before it, which is what puts them in order; setting something keeps the statement
-- from running in parallel.
--
-- Temporary tables come last in the path, so that one of them cannot hide a table of the same name and
-- make the server qualify it.
WITH before AS MATERIALIZED (
    SELECT
        current_schema() AS namespace,
        current_setting('search_path') AS search_path,
        current_setting('quote_all_identifiers') AS quote_all_identifiers,
        current_setting('datestyle') AS datestyle,
        current_setting('intervalstyle') AS intervalstyle,
        current_setting('timezone') AS timezone,
        current_setting('bytea_output') AS bytea_output,
        current_setting('extra_float_digits') AS extra_float_digits
),
settings AS MATERIALIZED (
    SELECT
        before.namespace,
        set_config('quote_all_identifiers', 'off', true),
        set_config('search_path', concat_ws(', ', quote_ident(before.namespace), 'pg_temp'), true),
        set_config('datestyle', 'ISO, YMD', true),
        set_config('intervalstyle', 'postgres', true),
        set_config('timezone', 'UTC', true),
        set_config('bytea_output', 'hex', true),
        set_config('extra_float_digits', '1', true)
    FROM before
),
-- The namespaces of users, and how the server would begin the name of a thing in them.
place AS MATERIALIZED (
    SELECT
        n.oid,
        n.nspname AS name,
        CASE WHEN n.nspname = current_schema() THEN '' ELSE quote_ident(n.nspname) || '.' END AS prefix
    FROM pg_namespace AS n
    WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
),
-- What belongs to an extension.
member AS MATERIALIZED (
    SELECT d.classid, d.objid FROM pg_depend AS d WHERE d.deptype = 'e'
),
relation AS MATERIALIZED (
    SELECT
        c.oid, c.relname AS name, c.relnamespace AS namespace, c.relkind AS kind, c.reltype AS type,
        m.objid IS NOT NULL AS member
    FROM pg_class AS c
    JOIN place AS p ON p.oid = c.relnamespace
    LEFT JOIN member AS m ON m.classid = 'pg_class'::regclass AND m.objid = c.oid
    WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'c', 'S') AND c.relpersistence <> 't'
),
document AS MATERIALIZED (
    SELECT json_build_object(
        'default_namespace', settings.namespace/* parts */
    )::text AS value
    FROM settings
),
restored AS MATERIALIZED (
    SELECT
        document.value,
        set_config('search_path', before.search_path, true),
        set_config('quote_all_identifiers', before.quote_all_identifiers, true),
        set_config('datestyle', before.datestyle, true),
        set_config('intervalstyle', before.intervalstyle, true),
        set_config('timezone', before.timezone, true),
        set_config('bytea_output', before.bytea_output, true),
        set_config('extra_float_digits', before.extra_float_digits, true)
    FROM document
    CROSS JOIN before
)
SELECT restored.value FROM restored
