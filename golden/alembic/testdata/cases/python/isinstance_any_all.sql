--- upgrade
SELECT '[True, True, False]';

SELECT 'True False';

