--- upgrade
DROP INDEX ix ON no_table;

