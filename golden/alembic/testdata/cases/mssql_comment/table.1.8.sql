--- upgrade
COMMENT ON TABLE t IS 'it''s';

GO

