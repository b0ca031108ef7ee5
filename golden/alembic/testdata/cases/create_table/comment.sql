--- upgrade
CREATE TABLE t (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

COMMENT ON TABLE t IS 'it''s a table';

