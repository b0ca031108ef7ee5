--- upgrade
CREATE TABLE tags (
    id SERIAL NOT NULL, 
    name VARCHAR(50), 
    PRIMARY KEY (id), 
    CONSTRAINT uq_tags UNIQUE (name)
);

CREATE INDEX ix_tags_name ON tags (name);

COMMENT ON TABLE tags IS 'about tags';

--- downgrade
DROP TABLE tags;

