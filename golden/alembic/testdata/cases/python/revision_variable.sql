--- upgrade
SELECT 'c1', 'None';

