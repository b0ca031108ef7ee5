--- upgrade
CREATE TABLE t (
    c INTEGER DEFAULT nextval('t_c_seq'::regclass)
);

