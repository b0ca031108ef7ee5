--- upgrade
UPDATE t SET a=1 WHERE t.s = 'x';

UPDATE t SET a=2 WHERE t.s = 'y';

