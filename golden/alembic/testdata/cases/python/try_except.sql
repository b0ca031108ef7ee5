--- upgrade
SELECT 'bad';

SELECT 'end';

