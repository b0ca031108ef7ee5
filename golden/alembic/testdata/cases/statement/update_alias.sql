--- upgrade
UPDATE t SET a=x.a FROM t AS x WHERE x.id = t.id;

