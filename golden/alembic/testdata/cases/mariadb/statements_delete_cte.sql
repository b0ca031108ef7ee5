--- upgrade
WITH c AS 
(SELECT u.id AS id 
FROM u 
WHERE u.s = 'x')
 DELETE FROM t WHERE t.id IN (SELECT c.id 
FROM c);

