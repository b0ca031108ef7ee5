--- upgrade
INSERT OR REPLACE INTO t (a) VALUES (1);

INSERT INTO t (a) SELECT 5 AS anon_1;

