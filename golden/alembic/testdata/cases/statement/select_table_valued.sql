--- upgrade
SELECT anon_1.v 
FROM unnest(t.r) AS anon_1;

