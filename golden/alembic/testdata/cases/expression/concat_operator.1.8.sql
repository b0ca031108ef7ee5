--- upgrade
SELECT t.id 
FROM t 
WHERE t.s || t.s = 'aa';

