--- upgrade
ALTER TABLE other.t DROP COLUMN IF EXISTS `select`;

