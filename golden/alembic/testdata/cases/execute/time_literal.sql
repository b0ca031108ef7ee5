--- upgrade
UPDATE t SET at = '10:30:00';

