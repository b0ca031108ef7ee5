--- upgrade
UPDATE t SET s='x' WHERE t.a = 1;

