--- upgrade
UPDATE t, u SET t.a=u.a WHERE t.id = u.id;

DELETE FROM t USING t, u WHERE t.id = u.id;

