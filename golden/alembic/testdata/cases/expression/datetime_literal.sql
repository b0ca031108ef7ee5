--- upgrade
SELECT t.id 
FROM t 
WHERE t.d > '2020-01-02 03:04:05';

