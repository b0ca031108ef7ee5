--- upgrade
CREATE TABLE child (
    id INTEGER
)
 INHERITS ( parent );

