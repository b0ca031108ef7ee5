--- upgrade
UPDATE t SET a = NULL;

