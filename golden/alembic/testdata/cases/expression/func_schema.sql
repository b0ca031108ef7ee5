--- upgrade
SELECT t.id 
FROM t 
WHERE app.check_it(t.a);

