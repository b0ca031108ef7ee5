--- upgrade
SELECT 'acme', 3;

SELECT 'None', 'sa.', 'False';

SELECT 1;

