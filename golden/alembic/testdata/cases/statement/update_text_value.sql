--- upgrade
UPDATE t SET a=a + 1, d=now();

