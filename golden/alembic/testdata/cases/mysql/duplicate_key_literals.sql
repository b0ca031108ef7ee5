--- upgrade
INSERT INTO t (id, a, s) VALUES (1, 2, 'x') ON DUPLICATE KEY UPDATE a = :param_1, s = :param_2;

INSERT INTO t (id, a, s) VALUES (1, 2, 'x') ON DUPLICATE KEY UPDATE s = (concat(VALUES(s), :s_1)), a = (VALUES(a) + :a_1);

