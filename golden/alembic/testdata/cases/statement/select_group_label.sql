--- upgrade
SELECT lower(t.s) AS low 
FROM t GROUP BY lower(t.s) ORDER BY low;

