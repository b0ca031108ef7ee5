BEGIN;

-- Running downgrade 7a08 -> 6f54

COMMIT;

DROP INDEX CONCURRENTLY IF EXISTS ix_loans_due;

BEGIN;

UPDATE alembic_version SET version_num='6f54' WHERE alembic_version.version_num = '7a08';

-- Running downgrade 6f54 -> 5e33

ALTER TABLE authors DROP CONSTRAINT ck_authors_upper_country;

ALTER TABLE authors ALTER COLUMN name TYPE VARCHAR(200);

ALTER TABLE authors DROP COLUMN country;

ALTER TABLE books RENAME name TO title;

DROP TABLE loans;

UPDATE alembic_version SET version_num='5e33' WHERE alembic_version.version_num = '6f54';

-- Running downgrade 5e33 -> 3c90, 4d12

INSERT INTO alembic_version (version_num) VALUES ('3c90') RETURNING alembic_version.version_num;

UPDATE alembic_version SET version_num='4d12' WHERE alembic_version.version_num = '5e33';

-- Running downgrade 3c90 -> 2b71

ALTER TABLE books DROP CONSTRAINT uq_books_shelf_mark;

ALTER TABLE books DROP COLUMN shelf_mark;

DELETE FROM alembic_version WHERE alembic_version.version_num = '3c90';

-- Running downgrade 4d12 -> 2b71

DROP TABLE readers;

UPDATE alembic_version SET version_num='2b71' WHERE alembic_version.version_num = '4d12';

-- Running downgrade 2b71 -> 1f0a

ALTER TABLE books DROP COLUMN status;

DROP TYPE book_status;

UPDATE alembic_version SET version_num='1f0a' WHERE alembic_version.version_num = '2b71';

-- Running downgrade 1f0a -> 

DROP INDEX ix_books_isbn;

DROP INDEX ix_books_author_id;

DROP TABLE books;

DROP TABLE authors;

DELETE FROM alembic_version WHERE alembic_version.version_num = '1f0a';

COMMIT;

