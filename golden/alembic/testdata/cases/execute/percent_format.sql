--- upgrade
UPDATE t SET a = 3 WHERE b = 'x';

