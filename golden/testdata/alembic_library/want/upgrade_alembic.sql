BEGIN;

CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL, 
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

-- Running upgrade  -> 1f0a

CREATE TABLE authors (
    id SERIAL NOT NULL, 
    name VARCHAR(200) NOT NULL, 
    born DATE, 
    CONSTRAINT pk_authors PRIMARY KEY (id)
);

CREATE TABLE books (
    id SERIAL NOT NULL, 
    title VARCHAR(300) NOT NULL, 
    isbn VARCHAR(13), 
    pages INTEGER, 
    author_id INTEGER NOT NULL, 
    added_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
    CONSTRAINT pk_books PRIMARY KEY (id), 
    CONSTRAINT ck_books_positive_pages CHECK (pages > 0), 
    CONSTRAINT fk_books_author_id_authors FOREIGN KEY(author_id) REFERENCES authors (id) ON DELETE CASCADE
);

CREATE INDEX ix_books_author_id ON books (author_id);

CREATE UNIQUE INDEX ix_books_isbn ON books (isbn);

INSERT INTO alembic_version (version_num) VALUES ('1f0a') RETURNING alembic_version.version_num;

-- Running upgrade 1f0a -> 2b71

CREATE TYPE book_status AS ENUM ('available', 'lent', 'lost');

ALTER TABLE books ADD COLUMN status book_status DEFAULT 'available' NOT NULL;

UPDATE alembic_version SET version_num='2b71' WHERE alembic_version.version_num = '1f0a';

-- Running upgrade 2b71 -> 4d12

CREATE TABLE readers (
    id BIGINT GENERATED ALWAYS AS IDENTITY, 
    name TEXT NOT NULL, 
    email VARCHAR(320), 
    settings JSONB DEFAULT '{}'::jsonb NOT NULL, 
    tags TEXT[] DEFAULT '{}' NOT NULL, 
    CONSTRAINT pk_readers PRIMARY KEY (id), 
    CONSTRAINT uq_readers_email UNIQUE (email)
);

INSERT INTO readers (name, settings) VALUES ('Ada', '{"lang": "en", "limits": {"books": 5}}');

INSERT INTO readers (name, settings) VALUES ('O''Brien', '{"lang": "ga", "note": "tab\tand \"quotes\""}');

CREATE INDEX ix_readers_settings ON readers USING gin (settings);

UPDATE alembic_version SET version_num='4d12' WHERE alembic_version.version_num = '2b71';

-- Running upgrade 2b71 -> 3c90

ALTER TABLE books ADD COLUMN shelf_mark VARCHAR(20);

UPDATE books SET shelf_mark=('S-' || CAST(books.id AS VARCHAR)) WHERE books.shelf_mark IS NULL;

ALTER TABLE books ALTER COLUMN shelf_mark SET NOT NULL;

ALTER TABLE books ADD CONSTRAINT uq_books_shelf_mark UNIQUE (shelf_mark);

INSERT INTO alembic_version (version_num) VALUES ('3c90') RETURNING alembic_version.version_num;

-- Running upgrade 3c90, 4d12 -> 5e33

DELETE FROM alembic_version WHERE alembic_version.version_num = '3c90';

UPDATE alembic_version SET version_num='5e33' WHERE alembic_version.version_num = '4d12';

-- Running upgrade 5e33 -> 6f54

CREATE TABLE loans (
    id SERIAL NOT NULL, 
    book_id INTEGER NOT NULL, 
    reader_id BIGINT NOT NULL, 
    due DATE DEFAULT CURRENT_DATE + 28 NOT NULL, 
    CONSTRAINT pk_loans PRIMARY KEY (id), 
    CONSTRAINT uq_loans_book_id UNIQUE (book_id, due), 
    CONSTRAINT fk_loans_book_id_books FOREIGN KEY(book_id) REFERENCES books (id) ON DELETE CASCADE, 
    CONSTRAINT fk_loans_reader_id_readers FOREIGN KEY(reader_id) REFERENCES readers (id)
);

CREATE INDEX ix_loans_book_id ON loans (book_id);

COMMENT ON TABLE loans IS 'who has which book';

ALTER TABLE books RENAME title TO name;

ALTER TABLE authors ADD COLUMN country CHAR(2);

ALTER TABLE authors ALTER COLUMN name TYPE TEXT;

ALTER TABLE authors ADD CONSTRAINT ck_authors_upper_country CHECK (country = upper(country));

UPDATE alembic_version SET version_num='6f54' WHERE alembic_version.version_num = '5e33';

-- Running upgrade 6f54 -> 7a08

COMMIT;

CREATE INDEX CONCURRENTLY IF NOT EXISTS ix_loans_due ON loans (due);

BEGIN;

COMMENT ON INDEX ix_loans_due IS 'reminders: at 07:00, 100% of them';

UPDATE alembic_version SET version_num='7a08' WHERE alembic_version.version_num = '6f54';

COMMIT;

