--- upgrade
SELECT t.id 
FROM t 
WHERE t.d < CURRENT_TIMESTAMP;

