--- upgrade
UPDATE t SET a=coalesce(t.a, 0) WHERE t.s IN ('x')

/

DELETE FROM t WHERE t.s LIKE 'a%'

/

SELECT anon_1.a 
FROM (SELECT t.a AS a 
FROM t) anon_1 
WHERE ROWNUM <= 5

/

