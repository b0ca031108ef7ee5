--- upgrade
UPDATE app.users SET name='y' WHERE app.users.user_id = 1;

DELETE FROM app.users WHERE app.users.name IN ('a');

SELECT app.users.user_id 
FROM app.users 
WHERE app.users.name IS NULL;

