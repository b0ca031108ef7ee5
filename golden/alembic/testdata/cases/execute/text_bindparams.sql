--- upgrade
UPDATE t SET a = 1, b = 'it''s';

