--- upgrade
SELECT 1, 2;

SELECT '{'a': 1, 'b': 2, 'c': 3}', 1;

