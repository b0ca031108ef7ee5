--- upgrade
SELECT t.a 
FROM t UNION ALL SELECT t.id 
FROM t ORDER BY a;

