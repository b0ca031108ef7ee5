--- upgrade
SELECT 1, 'x';

