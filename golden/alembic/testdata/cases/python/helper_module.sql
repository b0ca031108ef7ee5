--- upgrade
CREATE TABLE a (
    id BIGSERIAL NOT NULL, 
    PRIMARY KEY (id)
);

GRANT SELECT ON a TO app;

GRANT SELECT ON b TO app;

