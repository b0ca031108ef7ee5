--- upgrade
DELETE FROM t WHERE t.a = 1;

