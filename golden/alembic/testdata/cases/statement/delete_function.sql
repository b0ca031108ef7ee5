--- upgrade
DELETE FROM t WHERE t.a = 1 AND t.s IN ('x');

