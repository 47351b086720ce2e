-- One row for each term; those that SQLite adds to find the row are no part of the key.
SELECT json_group_array(
           json_object(
               'table', t.name, 'index', i.name, 'unique', i."unique", 'origin', i.origin,
               'partial', i.partial, 'number', p.cid, 'column', p.name, 'descending', p."desc",
               'collation', p.coll
           )
           ORDER BY t.rowid, i.seq, p.seqno
       ) AS value
FROM main.sqlite_schema AS t
CROSS JOIN pragma_index_list(t.name, 'main') AS i
CROSS JOIN pragma_index_xinfo(i.name, 'main') AS p
WHERE t.type = 'table' AND t.rootpage > 0 AND p.key = 1
