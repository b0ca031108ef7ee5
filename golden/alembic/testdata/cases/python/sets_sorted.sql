--- upgrade
SELECT '['a', 'b', 'c']';

SELECT '[1]';

