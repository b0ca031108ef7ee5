--- upgrade
UPDATE t SET s=CASE WHEN (t.a = 1) THEN 'one' ELSE 'many' END;

