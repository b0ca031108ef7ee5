--- upgrade
ALTER TABLE a OWNER TO app;

ALTER TABLE b OWNER TO app;

