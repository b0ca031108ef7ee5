--- upgrade
UPDATE t SET a=1, s='it''s';

