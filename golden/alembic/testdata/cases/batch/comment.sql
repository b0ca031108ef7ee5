--- upgrade
COMMENT ON TABLE t IS 'about';

COMMENT ON TABLE t IS NULL;

