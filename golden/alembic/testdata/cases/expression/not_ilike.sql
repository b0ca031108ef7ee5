--- upgrade
SELECT t.id 
FROM t 
WHERE t.s NOT ILIKE 'A%';

