--- upgrade
SELECT 'a%%b';

ALTER TABLE t ADD CONSTRAINT ck CHECK (a LIKE 'x%%');

CREATE TABLE t (
    a TEXT DEFAULT '50%%'
);

COMMENT ON COLUMN t.a IS '5%%';

