--- upgrade
UPDATE t SET s='b' WHERE t.s = 'a';

