--- upgrade
SELECT t.id 
FROM t 
WHERE t.j['k'] = 5;

