--- upgrade
SELECT tags.color, tags.id 
FROM tags;

SELECT 1, tags.id, tags.name, tags.hidden 
FROM tags 
WHERE tags.color = 'red';

SELECT tags.id, tags.name 
FROM tags;

