--- upgrade
COMMENT ON TABLE t IS '50%';

