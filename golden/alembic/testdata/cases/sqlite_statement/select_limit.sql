--- upgrade
SELECT t.c 
FROM t
 LIMIT 5 OFFSET 2;

SELECT t.c 
FROM t
 LIMIT :param_1 OFFSET 2;

SELECT t.c 
FROM t 
WHERE JSON_EXTRACT(t.a, '$."x"') = 'y';

SELECT t.c 
FROM t;

UPDATE t SET c=1 RETURNING c;

