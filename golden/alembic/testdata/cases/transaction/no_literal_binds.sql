--- upgrade
UPDATE t SET a = :a;

SELECT ':x', ':y';

