--- upgrade
CREATE TABLE t (
    c INTEGER DEFAULT nextval('s')
);

