--- upgrade
SELECT TOP 5 t.a 
FROM t;

GO

SELECT anon_1.a 
FROM (SELECT t.a AS a, ROW_NUMBER() OVER (ORDER BY t.a) AS mssql_rn 
FROM t) AS anon_1 
WHERE mssql_rn > 2 AND mssql_rn <= 5 + 2;

GO

SELECT anon_1.a 
FROM (SELECT t.a AS a, ROW_NUMBER() OVER (ORDER BY t.a) AS mssql_rn 
FROM t) AS anon_1 
WHERE mssql_rn <= 5;

GO

SELECT t.a 
FROM t;

GO

