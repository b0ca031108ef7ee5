--- upgrade
SELECT id FROM t;

