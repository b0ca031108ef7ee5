--- upgrade
UPDATE t SET a=coalesce(t.a, 0) WHERE t.id = 5 AND t.a > 1;

