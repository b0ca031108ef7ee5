CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL, 
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

-- Running upgrade  -> a100

CREATE TABLE author (
    id INTEGER NOT NULL, 
    name VARCHAR(80) NOT NULL, 
    PRIMARY KEY (id)
);

CREATE TABLE book (
    id INTEGER NOT NULL, 
    title VARCHAR(200) NOT NULL, 
    pages VARCHAR(10) DEFAULT '0', 
    author_id INTEGER, 
    added DATETIME DEFAULT CURRENT_TIMESTAMP, 
    PRIMARY KEY (id), 
    CONSTRAINT ck_title CHECK (length(title) > 0), 
    FOREIGN KEY(author_id) REFERENCES author (id)
);

CREATE INDEX ix_book_title ON book (title);

INSERT INTO author (id, name) VALUES (1, 'Anonymous');

INSERT INTO alembic_version (version_num) VALUES ('a100') RETURNING version_num;

-- Running upgrade a100 -> b200

CREATE TABLE _alembic_tmp_book (
    id INTEGER NOT NULL, 
    name VARCHAR(200) NOT NULL, 
    pages INTEGER, 
    author_id INTEGER, 
    added DATETIME DEFAULT (CURRENT_TIMESTAMP), 
    isbn VARCHAR(13), 
    PRIMARY KEY (id), 
    CONSTRAINT fk_author FOREIGN KEY(author_id) REFERENCES author (id) ON DELETE SET NULL, 
    CONSTRAINT uq_isbn UNIQUE (isbn)
);

INSERT INTO _alembic_tmp_book (id, name, pages, author_id, added) SELECT book.id, book.title, CAST(book.pages AS INTEGER) AS pages, book.author_id, book.added 
FROM book;

DROP TABLE book;

ALTER TABLE _alembic_tmp_book RENAME TO book;

CREATE INDEX ix_book_title ON book (name);

UPDATE alembic_version SET version_num='b200' WHERE alembic_version.version_num = 'a100';

-- Running upgrade b200 -> c300

CREATE TABLE _alembic_tmp_book (
    id INTEGER NOT NULL, 
    name VARCHAR(200) NOT NULL, 
    language VARCHAR(2) DEFAULT 'en' NOT NULL, 
    pages INTEGER, 
    author_id INTEGER, 
    added DATETIME DEFAULT (CURRENT_TIMESTAMP), 
    isbn VARCHAR(13), 
    PRIMARY KEY (id), 
    CONSTRAINT fk_author FOREIGN KEY(author_id) REFERENCES author (id) ON DELETE SET NULL, 
    CONSTRAINT uq_isbn UNIQUE (isbn)
);

INSERT INTO _alembic_tmp_book (id, name, pages, author_id, added, isbn) SELECT book.id, book.name, book.pages, book.author_id, book.added, book.isbn 
FROM book;

DROP TABLE book;

ALTER TABLE _alembic_tmp_book RENAME TO book;

CREATE INDEX ix_book_title ON book (name);

UPDATE alembic_version SET version_num='c300' WHERE alembic_version.version_num = 'b200';

