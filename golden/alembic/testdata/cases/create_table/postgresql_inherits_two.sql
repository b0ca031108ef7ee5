--- upgrade
CREATE TABLE child (
    id INTEGER
)
 INHERITS ( p1, p2 );

