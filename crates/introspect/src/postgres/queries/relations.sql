SELECT r.oid::bigint, r.name, r.namespace::bigint, r.kind, r.type::bigint, r.member
FROM relation AS r
ORDER BY r.oid
