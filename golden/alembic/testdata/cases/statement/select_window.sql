--- upgrade
SELECT row_number() OVER (PARTITION BY t.a ORDER BY t.d DESC) AS rn 
FROM t;

