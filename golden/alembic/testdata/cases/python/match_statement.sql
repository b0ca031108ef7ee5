--- upgrade
SELECT 'few';

SELECT 'map 5';

SELECT 'list 1 [2, 3]';

SELECT 'other';

