--- upgrade
DELETE FROM t WHERE a IN (1, 2);

