--- upgrade
UPDATE t SET a = 5;

