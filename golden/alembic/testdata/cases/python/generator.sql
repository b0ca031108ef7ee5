--- upgrade
SELECT 0;

SELECT 1;

SELECT 'a';

SELECT 'b';

