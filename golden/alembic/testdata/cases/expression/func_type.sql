--- upgrade
SELECT t.id 
FROM t 
WHERE (to_jsonb(t.a) ->> 'x') = 'y';

