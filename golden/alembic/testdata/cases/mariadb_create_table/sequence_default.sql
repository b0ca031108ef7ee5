--- upgrade
CREATE TABLE t (
    id INTEGER NOT NULL DEFAULT nextval(t_seq), 
    PRIMARY KEY (id)
);

