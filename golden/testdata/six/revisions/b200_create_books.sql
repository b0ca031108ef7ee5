-- revision: b200
-- down_revision: a100
-- message: create books, with their shelf

-- sqlplan:upgrade
CREATE TABLE books (
    isbn      varchar(13) NOT NULL,
    author_id integer NOT NULL,
    price     decimal(8, 2) DEFAULT 0 NOT NULL,
    CONSTRAINT books_pk PRIMARY KEY (isbn),
    CONSTRAINT books_author_fk FOREIGN KEY (author_id) REFERENCES authors (id),
    CONSTRAINT books_price_ck CHECK (price >= 0)
);
CREATE INDEX books_author_ix ON books (author_id);

-- sqlplan:upgrade
CREATE VIEW cheap_books AS SELECT isbn, price FROM books WHERE price < 5;

-- sqlplan:downgrade
DROP VIEW cheap_books;
DROP TABLE books;
