--- upgrade
UPDATE t SET a=1, s='x';

