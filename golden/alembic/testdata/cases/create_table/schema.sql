--- upgrade
CREATE TABLE app.t (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

--- downgrade
DROP TABLE app.t;

