--- upgrade
DROP INDEX ix ON s.`group`;

