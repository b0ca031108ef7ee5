--- upgrade
INSERT INTO t (id, a, b, c) VALUES (1, 'it''s', 1, 5)

/

INSERT INTO t (id, a, b, c) VALUES (2, '50%', 0, NULL)

/

