--- upgrade
SELECT t.id 
FROM t 
WHERE t.s IN ('a', 'it''s');

