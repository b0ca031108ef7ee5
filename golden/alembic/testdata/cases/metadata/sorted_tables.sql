--- upgrade
DELETE FROM b;

DELETE FROM a;

