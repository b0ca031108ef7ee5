--- upgrade
UPDATE t SET j = '{"k":1}';

