--- upgrade
COMMENT ON TABLE app.t IS 'it''s 100% \\ "good"';

--- downgrade
COMMENT ON TABLE app.t IS NULL;

