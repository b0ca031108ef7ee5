--- upgrade
SELECT t.a, count(t.id) AS count_1 
FROM t GROUP BY t.a 
HAVING count(t.id) > 1;

