--- upgrade
SELECT 'before work';

SELECT 5;

