--- upgrade
SELECT t.id 
FROM t 
WHERE t.s = 'it''s 5% : x';

