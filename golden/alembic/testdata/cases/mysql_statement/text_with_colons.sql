--- upgrade
UPDATE t SET a = JSON_EXTRACT(b, '$.x:y'), c = '10:30', d := 5;

UPDATE t SET a = 'it''s \\ 5%', b = NULL;

