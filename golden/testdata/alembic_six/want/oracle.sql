-- upgrade base -> c300
--
--   Dialect:       oracle, Oracle 19 or later
--   Contents:      3 revisions, 18 statements, 3 transactions, 14 outside a transaction
--   Version table: alembic_version (alembic revisions)
--   Command:       sqlplan upgrade base:c300 --sql --dialect oracle
--   Compiled by:   sqlplan dev
--   Digest:        sha256:25a9971fb37c47313843272e110dc232986bfbd5b3ba0bef1924d9c7576416ef
--
-- Revisions, in this order:
--    1. a100  authors and books
--    2. b200  the first rows
--    3. c300  changes of both tables
--
-- How to run it:
--   sqlplus -S -L USER@SERVICE @THIS_FILE
--   SQLcl runs it in the same way: sql -S -L USER@SERVICE @THIS_FILE
--   A trigger or a procedure that does not compile is no error to it: look for the words compilation errors in what it prints.
--   It stops at the first error, rolls back what is not committed, and exits with a status other than 0; at the end it exits with 0.
--   The script is UTF-8: if it has letters beyond ASCII, SQL*Plus needs NLS_LANG=.AL32UTF8 in its environment.
--   It changes nothing unless the version table stands at base.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   The server commits each change of the schema by itself: what ran is kept. Above
--   each of these statements stands what is committed if it fails, and how to go on.
--   A statement that fails inside a transaction undoes that transaction whole.
--
-- How to go back:
--   sqlplan downgrade c300:base --sql --dialect oracle
--
-- Not reviewed: what the statements lock, rewrite and block; names and the way back were checked

WHENEVER OSERROR EXIT FAILURE ROLLBACK
WHENEVER SQLERROR EXIT FAILURE ROLLBACK
SET DEFINE OFF
SET ESCAPE OFF
SET SQLBLANKLINES ON
SET BLOCKTERMINATOR OFF
SET SQLTERMINATOR OFF
SET AUTOCOMMIT OFF
SET ECHO OFF
SET FEEDBACK ON

ALTER SESSION SET DDL_LOCK_TIMEOUT = 5
/

-- Guard: refuse any database but the one that this script was compiled for.
DECLARE
    found SYS_REFCURSOR;
    one VARCHAR2(4000);
    held VARCHAR2(32767);
    rows_held PLS_INTEGER := 0;
    missing BOOLEAN := FALSE;
BEGIN
    IF DBMS_TRANSACTION.LOCAL_TRANSACTION_ID IS NOT NULL THEN
        RAISE_APPLICATION_ERROR(-20000, 'sqlplan: a transaction is open in this session. Commit it or roll it back first. Nothing was changed.');
    END IF;
    IF DBMS_DB_VERSION.VERSION < 19 THEN
        RAISE_APPLICATION_ERROR(-20000, 'sqlplan: this script was compiled for Oracle 19 or later, the server is '
            || DBMS_DB_VERSION.VERSION || '.' || DBMS_DB_VERSION.RELEASE || '. Nothing was changed. Compile it again with --server-version.');
    END IF;
    BEGIN
        OPEN found FOR 'SELECT version_num FROM alembic_version ORDER BY NLSSORT(version_num, ''NLS_SORT=BINARY'')';
        LOOP
            FETCH found INTO one;
            EXIT WHEN found%NOTFOUND;
            rows_held := rows_held + 1;
            held := SUBSTRB(held || CASE WHEN rows_held > 1 THEN ', ' END || one, 1, 28000);
        END LOOP;
        CLOSE found;
    EXCEPTION
        WHEN OTHERS THEN
            IF SQLCODE <> -942 THEN -- ORA-00942: table or view does not exist
                RAISE;
            END IF;
            missing := TRUE;
    END;
    IF rows_held <> 0 THEN
        RAISE_APPLICATION_ERROR(-20000, 'sqlplan: alembic_version must hold no row, or no such table before this script; found: '
            || CASE WHEN missing THEN 'no such table' WHEN rows_held = 0 THEN 'no row'
                WHEN LENGTH(held) > 300 THEN SUBSTR(held, 1, 300) || ' ...' ELSE held END
            || '. Nothing was changed. Is this the right database and schema? sqlplan current says where it stands.');
    END IF;
END;
/

-- =============================================================================
-- Revision 1 of 3: a100  authors and books
-- =============================================================================
--   version table: base -> a100
--   down_revision: base
--   file:          versions/a100_tables.py
--   digest:        sha256:1cf60611e47334453bfd2f02e8d7e521db2303be0cff842671bbc026a010acb5

-- The version table.
BEGIN
    EXECUTE IMMEDIATE 'CREATE TABLE alembic_version (
    version_num VARCHAR2(32 CHAR) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
)';
EXCEPTION
    WHEN OTHERS THEN
        IF SQLCODE NOT IN (-955) THEN
            RAISE;
        END IF;
END;
/

-- [1 of 18] create table authors
--     versions/a100_tables.py:15, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: nothing of any revision. The version table says base.
--     Go on with: sqlplan upgrade base:c300 --sql --dialect oracle
CREATE TABLE authors (
    id INTEGER NOT NULL, 
    name VARCHAR2(100 CHAR) NOT NULL, 
    born DATE, 
    rating FLOAT, 
    photo BLOB, 
    active SMALLINT DEFAULT 1 NOT NULL, 
    created_at DATE DEFAULT CURRENT_TIMESTAMP NOT NULL, 
    PRIMARY KEY (id)
)
/

-- [2 of 18] comment on table authors
--     versions/a100_tables.py:15, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the first statement of this one. The version table says base.
--     Go on with: sqlplan upgrade a100~1:c300 --sql --dialect oracle
COMMENT ON TABLE authors IS 'who wrote the books'
/

-- [3 of 18] comment on column authors.name
--     versions/a100_tables.py:15, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the first 2 statements of this one. The version table says base.
--     Go on with: sqlplan upgrade a100~2:c300 --sql --dialect oracle
COMMENT ON COLUMN authors.name IS 'as on the cover'
/

-- [4 of 18] create table books
--     versions/a100_tables.py:26, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the first 3 statements of this one. The version table says base.
--     Go on with: sqlplan upgrade a100~3:c300 --sql --dialect oracle
CREATE TABLE books (
    id NUMBER(19) NOT NULL, 
    author_id INTEGER NOT NULL, 
    title VARCHAR2(200 CHAR) NOT NULL, 
    blurb CLOB, 
    price NUMERIC(8, 2) DEFAULT '0' NOT NULL, 
    kind VARCHAR(5 CHAR) NOT NULL, 
    pages SMALLINT, 
    CONSTRAINT pk_books PRIMARY KEY (id), 
    CONSTRAINT fk_books_author FOREIGN KEY(author_id) REFERENCES authors (id) ON DELETE CASCADE, 
    CONSTRAINT uq_books_title UNIQUE (author_id, title), 
    CONSTRAINT ck_books_price CHECK (price >= 0)
)
/

-- [5 of 18] create index ix_books_kind on table books
--     versions/a100_tables.py:40, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the first 4 statements of this one. The version table says base.
--     Go on with: sqlplan upgrade a100~4:c300 --sql --dialect oracle
CREATE INDEX ix_books_kind ON books (kind, price)
/

-- The rest of the revision.
--     If it fails: committed by then: the first 5 statements of this one. The version table says base.
--     Go on with: sqlplan upgrade a100~5:c300 --sql --dialect oracle
SET TRANSACTION READ WRITE
/

-- Version table: (no row) -> a100
INSERT INTO alembic_version (version_num) VALUES ('a100')
/

COMMIT
/

-- =============================================================================
-- Revision 2 of 3: b200  the first rows
-- =============================================================================
--   version table: a100 -> b200
--   down_revision: a100
--   file:          versions/b200_rows.py
--   digest:        sha256:9832f7881a019c3cab86372958f20d80783676b154e4d754640e31995ecb16a4

SET TRANSACTION READ WRITE
/

-- [6 of 18] insert into table authors
--     versions/b200_rows.py:20, in transaction 2
INSERT INTO authors (id, name, born, active) VALUES (1, 'Flann O''Brien', TO_DATE('1911-10-05', 'YYYY-MM-DD'), 0)
/

-- [7 of 18] insert into table authors
--     versions/b200_rows.py:20, in transaction 2
INSERT INTO authors (id, name, born, active) VALUES (2, 'Zadie Smith', TO_DATE('1975-10-25', 'YYYY-MM-DD'), 1)
/

-- [8 of 18] insert into table books
--     versions/b200_rows.py:27, in transaction 2
INSERT INTO books (id, author_id, title, price, kind) VALUES (1, 1, 'The Third Policeman', 9, 'novel')
/

-- [9 of 18] update table books
--     versions/b200_rows.py:28, in transaction 2
UPDATE books SET price=(books.price - 1) WHERE books.price > 5
/

-- Version table: a100 -> b200
BEGIN
    UPDATE alembic_version SET version_num = 'b200' WHERE version_num = 'a100';
    IF SQL%ROWCOUNT <> 1 THEN
        RAISE_APPLICATION_ERROR(-20000, 'sqlplan: row a100 of alembic_version should have been changed once. Someone else changed the version table during this run; this transaction is rolled back.');
    END IF;
END;
/

COMMIT
/

-- =============================================================================
-- Revision 3 of 3: c300  changes of both tables
-- =============================================================================
--   version table: b200 -> c300
--   down_revision: b200
--   file:          versions/c300_changes.py
--   digest:        sha256:4614551708898af4d2911fe0865aa1a980d13f054b2cbf5f28e91b9748345ba7

-- [10 of 18] alter table authors: add column country
--     versions/c300_changes.py:15, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the 2 revisions before this one. The version table says b200.
--     Go on with: sqlplan upgrade b200:c300 --sql --dialect oracle
ALTER TABLE authors ADD country VARCHAR2(2 CHAR)
/

-- [11 of 18] alter table authors: rename it to writers
--     versions/c300_changes.py:16, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the 2 revisions before this one and the first statement of this one. The version table says b200.
--     Go on with: sqlplan upgrade b200,c300~1:c300 --sql --dialect oracle
ALTER TABLE authors RENAME TO writers
/

-- [12 of 18] alter table books: rename column blurb to summary
--     versions/c300_changes.py:18, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the 2 revisions before this one and the first 2 statements of this one. The version table says b200.
--     Go on with: sqlplan upgrade b200,c300~2:c300 --sql --dialect oracle
ALTER TABLE books RENAME COLUMN blurb TO summary
/

-- [13 of 18] alter table books: change column pages to type INTEGER
--     versions/c300_changes.py:19, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the 2 revisions before this one and the first 3 statements of this one. The version table says b200.
--     Go on with: sqlplan upgrade b200,c300~3:c300 --sql --dialect oracle
ALTER TABLE books MODIFY pages INTEGER
/

-- [14 of 18] alter table books: change column price to DEFAULT '1'
--     versions/c300_changes.py:20, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the 2 revisions before this one and the first 4 statements of this one. The version table says b200.
--     Go on with: sqlplan upgrade b200,c300~4:c300 --sql --dialect oracle
ALTER TABLE books MODIFY price DEFAULT '1'
/

-- [15 of 18] alter table books: change column title to NULL
--     versions/c300_changes.py:21, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the 2 revisions before this one and the first 5 statements of this one. The version table says b200.
--     Go on with: sqlplan upgrade b200,c300~5:c300 --sql --dialect oracle
ALTER TABLE books MODIFY title NULL
/

-- [16 of 18] alter table books: drop constraint ck_books_price
--     versions/c300_changes.py:22, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the 2 revisions before this one and the first 6 statements of this one. The version table says b200.
--     Go on with: sqlplan upgrade b200,c300~6:c300 --sql --dialect oracle
ALTER TABLE books DROP CONSTRAINT ck_books_price
/

-- [17 of 18] alter table books: add check constraint ck_books_pages
--     versions/c300_changes.py:23, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the 2 revisions before this one and the first 7 statements of this one. The version table says b200.
--     Go on with: sqlplan upgrade b200,c300~7:c300 --sql --dialect oracle
ALTER TABLE books ADD CONSTRAINT ck_books_pages CHECK (pages > 0)
/

-- [18 of 18] create index ix_books_title on table books
--     versions/c300_changes.py:24, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the 2 revisions before this one and the first 8 statements of this one. The version table says b200.
--     Go on with: sqlplan upgrade b200,c300~8:c300 --sql --dialect oracle
CREATE INDEX ix_books_title ON books (title)
/

-- The rest of the revision.
--     If it fails: committed by then: the 2 revisions before this one and the first 9 statements of this one. The version table says b200.
--     Go on with: sqlplan upgrade b200,c300~9:c300 --sql --dialect oracle
SET TRANSACTION READ WRITE
/

-- Version table: b200 -> c300
BEGIN
    UPDATE alembic_version SET version_num = 'c300' WHERE version_num = 'b200';
    IF SQL%ROWCOUNT <> 1 THEN
        RAISE_APPLICATION_ERROR(-20000, 'sqlplan: row b200 of alembic_version should have been changed once. Someone else changed the version table during this run; this transaction is rolled back.');
    END IF;
END;
/

COMMIT
/

-- =============================================================================
-- Final check: the version table stands at c300.
-- =============================================================================
DECLARE
    found SYS_REFCURSOR;
    one VARCHAR2(4000);
    held VARCHAR2(32767);
    rows_held PLS_INTEGER := 0;
    missing BOOLEAN := FALSE;
BEGIN
    BEGIN
        OPEN found FOR 'SELECT version_num FROM alembic_version ORDER BY NLSSORT(version_num, ''NLS_SORT=BINARY'')';
        LOOP
            FETCH found INTO one;
            EXIT WHEN found%NOTFOUND;
            rows_held := rows_held + 1;
            held := SUBSTRB(held || CASE WHEN rows_held > 1 THEN ', ' END || one, 1, 28000);
        END LOOP;
        CLOSE found;
    EXCEPTION
        WHEN OTHERS THEN
            IF SQLCODE <> -942 THEN -- ORA-00942: table or view does not exist
                RAISE;
            END IF;
            missing := TRUE;
    END;
    IF missing OR rows_held <> 1 OR held <> 'c300' THEN
        RAISE_APPLICATION_ERROR(-20000, 'sqlplan: alembic_version must hold c300 after this script; found: '
            || CASE WHEN missing THEN 'no such table' WHEN rows_held = 0 THEN 'no row'
                WHEN LENGTH(held) > 300 THEN SUBSTR(held, 1, 300) || ' ...' ELSE held END
            || '. The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.');
    END IF;
END;
/
EXIT SUCCESS

