--- upgrade
SELECT t.id 
FROM t 
WHERE (t.j #>> '{a, b}') = 'v';

