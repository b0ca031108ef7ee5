-- revision: e05
-- down_revision: e04
-- message: what psql would take for its variables

-- sqlplan:upgrade
CREATE FUNCTION first_notes(n integer) RETURNS text[] LANGUAGE sql STABLE
    RETURN (SELECT notes[1:n] FROM teas LIMIT 1);
UPDATE teas SET notes = (ARRAY['a', 'b', 'c'])[1:n] FROM (VALUES (2)) AS v (n);
UPDATE teas SET notes[1:2] = notes[2 :array_length(notes, 1)] WHERE name = ':n :''n'' :"n"';

-- sqlplan:downgrade
DROP FUNCTION first_notes(integer);
