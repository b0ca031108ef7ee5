-- What the application's metadata.create_all() made before there were revisions.
CREATE TABLE team (
    id INTEGER PRIMARY KEY,
    name VARCHAR(40) NOT NULL
);
CREATE TABLE incident (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    team_id INTEGER REFERENCES team (id)
);
INSERT INTO team (id, name) VALUES (1, 'On call'), (2, 'Back office');
