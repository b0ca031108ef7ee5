--- upgrade
UPDATE t SET a = 'z' WHERE a <> 'z';

