--- upgrade
SELECT 'pg';

