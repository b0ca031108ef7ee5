--- upgrade
SELECT '9dd4e461268c8034f5c8564e155c67a6', 'YWJj';

