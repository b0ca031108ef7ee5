--- upgrade
CREATE INDEX ix ON t (`order`);

