--- upgrade
SET ROLE admin;

SELECT 'admin';

RESET ROLE;

