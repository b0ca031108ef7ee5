--- upgrade
INSERT INTO t (id, a) VALUES (1, 2), (2, 3) ON CONFLICT ON CONSTRAINT uq DO UPDATE SET a = (excluded.a + :a_1);

