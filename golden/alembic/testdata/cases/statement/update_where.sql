--- upgrade
UPDATE t SET a=NULL WHERE t.id = 5;

