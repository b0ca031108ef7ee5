--- upgrade
UPDATE t SET a = 1;

--- downgrade
UPDATE t SET a = NULL;

