--- upgrade
CREATE TABLE node (
    id SERIAL NOT NULL, 
    parent_id INTEGER, 
    PRIMARY KEY (id), 
    FOREIGN KEY(parent_id) REFERENCES node (id) ON DELETE CASCADE
);

