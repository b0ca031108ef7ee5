--- upgrade
SELECT anon_1.a 
FROM (SELECT t.a AS a 
FROM t) anon_1 
WHERE ROWNUM <= 5

/

SELECT anon_1.a 
FROM (SELECT anon_2.a AS a, ROWNUM AS ora_rn 
FROM (SELECT t.a AS a 
FROM t ORDER BY t.a) anon_2 
WHERE ROWNUM <= 5 + 2) anon_1 
WHERE ora_rn > 2

/

SELECT t.a 
FROM t ORDER BY t.a
 FETCH FIRST 5 ROWS WITH TIES

/

SELECT t.a 
FROM t FOR UPDATE NOWAIT

/

SELECT 1 AS anon_1 FROM DUAL

/

