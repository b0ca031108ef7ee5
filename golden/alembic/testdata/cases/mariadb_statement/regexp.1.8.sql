--- upgrade
UPDATE t SET a=(REGEXP_REPLACE(t.a, 'a', 'b')) WHERE t.a REGEXP CONCAT('(?', :a_1, ')', :a_2);

