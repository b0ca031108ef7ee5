--- upgrade
UPDATE t SET a=1 WHERE s LIKE 'x%';

