--- upgrade
COMMENT ON TABLE app.t IS 'it''s';

GO

--- downgrade
COMMENT ON TABLE app.t IS NULL;

GO

