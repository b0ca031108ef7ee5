--- upgrade
DROP INDEX ix3 ON t;

