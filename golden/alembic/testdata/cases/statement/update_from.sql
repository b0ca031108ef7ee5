--- upgrade
UPDATE t SET a=u.v FROM u WHERE t.id = u.t_id;

