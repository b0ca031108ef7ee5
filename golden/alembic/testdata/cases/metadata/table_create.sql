--- upgrade
CREATE TABLE t (
    id SERIAL NOT NULL, 
    a VARCHAR(5), 
    PRIMARY KEY (id)
);

CREATE INDEX ix_t_a ON t (a);

COMMENT ON TABLE t IS 'about';

--- downgrade
DROP TABLE t;

