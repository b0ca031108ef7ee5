--- upgrade
SELECT '1'::int;

