--- upgrade
SELECT t.id 
FROM t 
WHERE array_length(t.r, 1) > 0;

