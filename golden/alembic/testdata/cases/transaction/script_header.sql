--- upgrade
-- a remark

SELECT 1;

