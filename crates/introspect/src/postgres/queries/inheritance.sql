-- Between tables; `inhdetachpending` is there from 14 on. A name that the inner query does not know
-- means the column of the same name outside of it.
SELECT i.*
FROM (SELECT false AS inhdetachpending) AS older
CROSS JOIN LATERAL (
    SELECT h.inhrelid::bigint AS child, h.inhparent::bigint AS parent, inhdetachpending AS detaching
    FROM pg_inherits AS h
    JOIN relation AS r ON r.oid = h.inhrelid
    WHERE NOT r.member
    ORDER BY h.inhrelid, h.inhseqno
) AS i
