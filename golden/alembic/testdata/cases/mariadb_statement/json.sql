--- upgrade
SELECT t.c 
FROM t 
WHERE CASE JSON_EXTRACT(t.a, '$."x"') WHEN 'null' THEN NULL ELSE JSON_UNQUOTE(JSON_EXTRACT(t.a, '$."x"')) END = 'y';

SELECT t.c 
FROM t 
WHERE CASE JSON_EXTRACT(t.a, '$."x"."y"') WHEN 'null' THEN NULL ELSE CAST(JSON_EXTRACT(t.a, '$."x"."y"') AS SIGNED INTEGER) END = 5;

SELECT t.c 
FROM t 
WHERE CASE JSON_EXTRACT(t.a, '$."x"') WHEN 'null' THEN NULL WHEN true THEN true ELSE false END;

