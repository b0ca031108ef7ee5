--- upgrade
SELECT A, C;

SELECT a1, b1, c1;

SELECT 0 AS a, 1 AS b, 2 AS c;

