--- upgrade
SELECT count(t.id) AS count_1, count(*) AS count_2, max(t.id) AS max_1 
FROM t 
WHERE coalesce(t.s, 'none') != 'x';

UPDATE t SET s=max(CURRENT_DATE);

