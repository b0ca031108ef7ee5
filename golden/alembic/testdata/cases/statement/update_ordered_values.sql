--- upgrade
UPDATE t SET s='x', a=1;

