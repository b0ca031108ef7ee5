--- upgrade
UPDATE t SET a=u.a FROM u WHERE t.id = u.id;

UPDATE t SET a=(SELECT u.a 
FROM u 
WHERE u.id = t.id);

DELETE FROM t WHERE EXISTS (SELECT * 
FROM u 
WHERE u.id = t.id);

