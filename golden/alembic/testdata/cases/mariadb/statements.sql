--- upgrade
INSERT INTO t (a, s, b) VALUES (1, 'it''s \\ 100%', true);

INSERT IGNORE INTO t (a) VALUES (1);

INSERT INTO t (a, s) VALUES (1, 'x'), (2, 'y');

INSERT INTO t (a, s) SELECT u.id, u.s 
FROM u 
WHERE u.s IS NOT NULL;

INSERT INTO t (a) WITH c AS 
(SELECT u.id AS id 
FROM u 
WHERE u.s = 'x')
 SELECT c.id 
FROM c;

UPDATE t SET a=(t.a + 1) WHERE t.id = 5;

UPDATE t, u SET t.s=u.s WHERE t.id = u.t_id;

UPDATE t SET s=(SELECT u.s 
FROM u 
WHERE u.t_id = t.id);

UPDATE t SET a=1 LIMIT 5;

DELETE FROM t WHERE t.id IN (1, 2);

DELETE FROM t USING t, u WHERE t.id = u.t_id AND u.s = 'x';

DELETE FROM t WHERE t.a = 1 LIMIT 5;

SELECT t.a 
FROM t 
 LIMIT 5;

SELECT t.a 
FROM t 
 LIMIT 5, 18446744073709551615;

SELECT t.a 
FROM t 
 LIMIT 10, 5;

SELECT t.a 
FROM t FOR UPDATE;

SELECT t.a 
FROM t LOCK IN SHARE MODE NOWAIT;

SELECT t.a 
FROM t FOR UPDATE SKIP LOCKED;

SELECT t.a, u.s 
FROM t INNER JOIN u ON t.id = u.t_id;

SELECT t.a, u.s 
FROM t LEFT OUTER JOIN u ON t.id = u.t_id;

SELECT t.a 
FROM t INNER JOIN (u AS v INNER JOIN u AS w ON true = 1) ON true = 1;

SELECT 1 AS anon_1 FROM DUAL 
WHERE 2 = 2;

SELECT t.a 
FROM t 
WHERE t.b = 1;

SELECT t.a 
FROM t 
WHERE t.b = 0;

SELECT t.a 
FROM t 
WHERE t.b = true;

SELECT t.a 
FROM t 
WHERE t.b IS true;

SELECT t.a 
FROM t 
WHERE false = 1;

SELECT t.a 
FROM t 
WHERE t.a IN (NULL) AND (1 != 1);

SELECT t.a 
FROM t 
WHERE (t.a NOT IN (NULL) OR (1 = 1));

SELECT DISTINCT t.a 
FROM t GROUP BY t.a ORDER BY t.a DESC;

SELECT t.a 
FROM t UNION ALL SELECT u.id 
FROM u;

INSERT INTO t (a, s, b) VALUES (1, 'x\\y', false);

INSERT INTO t (a, s, b) VALUES (2, NULL, true);

INSERT INTO t (a, s) VALUES (1, 'new
line');

