--- upgrade
SELECT t.id 
FROM t 
WHERE t.s = CAST(NULL AS VARCHAR);

