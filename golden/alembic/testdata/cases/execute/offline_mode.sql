--- upgrade
SELECT 'offline';

SELECT 'as_sql';

