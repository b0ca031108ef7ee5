--- upgrade
CREATE INDEX IF NOT EXISTS ix ON t (`order`);

