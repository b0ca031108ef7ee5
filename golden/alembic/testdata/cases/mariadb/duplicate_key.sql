--- upgrade
INSERT INTO t (id, a, s) VALUES (1, 2, 'x') ON DUPLICATE KEY UPDATE a = VALUES(a), s = t.s;

INSERT INTO t (id, a, s) VALUES (1, 2, 'x') ON DUPLICATE KEY UPDATE a = (t.a + VALUES(a)), s = concat(VALUES(s), t.s);

INSERT INTO t (id, a, s) VALUES (1, 2, 'x') ON DUPLICATE KEY UPDATE s = VALUES(s), a = a + 1;

INSERT INTO t (id) VALUES (1), (2) ON DUPLICATE KEY UPDATE a = VALUES(a);

INSERT INTO t (id) SELECT u.id 
FROM u ON DUPLICATE KEY UPDATE a = u.id;

INSERT INTO t (id) VALUES (1), (2) ON DUPLICATE KEY UPDATE s = NULL;

