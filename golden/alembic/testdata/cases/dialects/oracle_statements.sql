--- upgrade
UPDATE t SET a=coalesce(t.a, 0) WHERE t.s IN ('x')

/

DELETE FROM t WHERE t.s LIKE 'a%'

/

SELECT t.a 
FROM t
 FETCH FIRST 5 ROWS ONLY

/

