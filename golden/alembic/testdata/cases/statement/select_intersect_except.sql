--- upgrade
SELECT t.a 
FROM t EXCEPT (SELECT t.id 
FROM t INTERSECT SELECT t.a 
FROM t);

