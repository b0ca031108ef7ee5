--- upgrade
DELETE FROM t;

