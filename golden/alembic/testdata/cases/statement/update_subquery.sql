--- upgrade
UPDATE t SET a=(SELECT u.v 
FROM u 
WHERE u.t_id = t.id);

