--- upgrade
UPDATE t SET b=true WHERE t.b = false;

