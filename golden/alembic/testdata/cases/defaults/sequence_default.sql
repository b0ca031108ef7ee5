--- upgrade
CREATE TABLE t (
    c INTEGER DEFAULT nextval('c_seq')
);

