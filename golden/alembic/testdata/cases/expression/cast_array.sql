--- upgrade
SELECT t.id 
FROM t 
WHERE CAST(t.r AS BIGINT[]) = ARRAY[1];

