--- upgrade
INSERT INTO t (id, name) VALUES (1, 'one');

INSERT INTO t (id, name) VALUES (2, 'it''s');

--- downgrade
DELETE FROM t;

