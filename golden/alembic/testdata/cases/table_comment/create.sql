--- upgrade
COMMENT ON TABLE t IS 'about t';

--- downgrade
COMMENT ON TABLE t IS NULL;

