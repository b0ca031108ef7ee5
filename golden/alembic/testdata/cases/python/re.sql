--- upgrade
SELECT 'my_table_';

