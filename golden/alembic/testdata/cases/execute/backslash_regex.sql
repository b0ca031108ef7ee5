--- upgrade
UPDATE t SET a = regexp_replace(a, '\d+', '');

