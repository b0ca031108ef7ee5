--- upgrade
UPDATE t SET a=(SELECT u.a 
FROM t u 
WHERE u.id = t.id)

/

SELECT u.a 
FROM t u JOIN t ON t.id = u.id UNION SELECT t.a 
FROM t

/

SELECT u.a 
FROM t u MINUS SELECT t.a 
FROM t

/

