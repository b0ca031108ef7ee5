--- upgrade
UPDATE t SET a = true, b = 1.5;

