--- upgrade
ALTER TABLE other.t DROP COLUMN `select`;

