--- upgrade
DROP INDEX IF EXISTS ix ON s.`group`;

