--- upgrade
CREATE TYPE e AS ENUM ('x');

CREATE TABLE app.a (
    id SERIAL NOT NULL, 
    e e, 
    PRIMARY KEY (id)
);

