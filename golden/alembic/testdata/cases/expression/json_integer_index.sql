--- upgrade
SELECT t.id 
FROM t 
WHERE (t.j ->> 0) = 'v';

