--- upgrade
INSERT INTO t (a, b) VALUES ('it''s', 5);

