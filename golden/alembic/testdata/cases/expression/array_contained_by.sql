--- upgrade
SELECT t.id 
FROM t 
WHERE t.r <@ ARRAY[1, 2];

