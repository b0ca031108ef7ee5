--- upgrade
COMMENT ON TABLE t IS 'x';

