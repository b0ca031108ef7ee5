-- upgrade base -> c300
--
--   Dialect:       oracle, Oracle 19 or later
--   Contents:      3 revisions, 7 statements, 4 transactions, 5 outside a transaction
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan upgrade base:c300 --sql --dialect oracle
--   Compiled by:   sqlplan dev
--   Digest:        sha256:3c2a662da859bcbdc33ed196e3725786a2e44465b781a842f8ada89472ae7900
--
-- Revisions, in this order:
--    1. a100  create authors
--    2. b200  create books, with their shelf
--    3. c300  books are never free
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
        OPEN found FOR 'SELECT version_num FROM sqlplan_version ORDER BY NLSSORT(version_num, ''NLS_SORT=BINARY'')';
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
        RAISE_APPLICATION_ERROR(-20000, 'sqlplan: sqlplan_version must hold no row, or no such table before this script; found: '
            || CASE WHEN missing THEN 'no such table' WHEN rows_held = 0 THEN 'no row'
                WHEN LENGTH(held) > 300 THEN SUBSTR(held, 1, 300) || ' ...' ELSE held END
            || '. Nothing was changed. Is this the right database and schema? sqlplan current says where it stands.');
    END IF;
END;
/

-- =============================================================================
-- Revision 1 of 3: a100  create authors
-- =============================================================================
--   version table: base -> a100
--   down_revision: base
--   file:          revisions/a100_create_authors.sql
--   digest:        sha256:05532477f1a671d2b6522093831c6ec2c9e37753936a202685755ea070aa96b0

-- The version table.
BEGIN
    EXECUTE IMMEDIATE 'CREATE TABLE sqlplan_version (
    version_num VARCHAR2(255 CHAR) NOT NULL,
    CONSTRAINT sqlplan_version_pkc PRIMARY KEY (version_num)
)';
EXCEPTION
    WHEN OTHERS THEN
        IF SQLCODE NOT IN (-955) THEN
            RAISE;
        END IF;
END;
/

-- [1 of 7] create table authors
--     revisions/a100_create_authors.sql:30, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: nothing of any revision. The version table says base.
--     Go on with: sqlplan upgrade base:c300 --sql --dialect oracle
CREATE TABLE authors (
    id   integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name varchar2(100 CHAR) NOT NULL
)
/

-- The rest of the revision.
--     If it fails: committed by then: the first statement of this one. The version table says base.
--     Go on with: sqlplan upgrade a100~1:c300 --sql --dialect oracle
SET TRANSACTION READ WRITE
/

-- [2 of 7] insert into table authors
--     revisions/a100_create_authors.sql:36, in transaction 1
INSERT INTO authors (name) VALUES ('Flann O''Brien')
/

-- Version table: (no row) -> a100
INSERT INTO sqlplan_version (version_num) VALUES ('a100')
/

COMMIT
/

-- =============================================================================
-- Revision 2 of 3: b200  create books, with their shelf
-- =============================================================================
--   version table: a100 -> b200
--   down_revision: a100
--   file:          revisions/b200_create_books.sql
--   digest:        sha256:fa94b5258bbe5a16b3bc344e957d0c2fb07299a21c5d7e10ede290fbfa05d836

-- [3 of 7] create table books
--     revisions/b200_create_books.sql:6, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the revision before this one. The version table says a100.
--     Go on with: sqlplan upgrade a100:c300 --sql --dialect oracle
CREATE TABLE books (
    isbn      varchar(13) NOT NULL,
    author_id integer NOT NULL,
    price     decimal(8, 2) DEFAULT 0 NOT NULL,
    CONSTRAINT books_pk PRIMARY KEY (isbn),
    CONSTRAINT books_author_fk FOREIGN KEY (author_id) REFERENCES authors (id),
    CONSTRAINT books_price_ck CHECK (price >= 0)
)
/

-- [4 of 7] create index books_author_ix on table books
--     revisions/b200_create_books.sql:14, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the revision before this one and the first statement of this one. The version table says a100.
--     Go on with: sqlplan upgrade a100,b200~1:c300 --sql --dialect oracle
CREATE INDEX books_author_ix ON books (author_id)
/

-- [5 of 7] create view cheap_books
--     revisions/b200_create_books.sql:17, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the revision before this one and the first 2 statements of this one. The version table says a100.
--     Go on with: sqlplan upgrade a100,b200~2:c300 --sql --dialect oracle
CREATE VIEW cheap_books AS SELECT isbn, price FROM books WHERE price < 5
/

-- The rest of the revision.
--     If it fails: committed by then: the revision before this one and the first 3 statements of this one. The version table says a100.
--     Go on with: sqlplan upgrade a100,b200~3:c300 --sql --dialect oracle
SET TRANSACTION READ WRITE
/

-- Version table: a100 -> b200
BEGIN
    UPDATE sqlplan_version SET version_num = 'b200' WHERE version_num = 'a100';
    IF SQL%ROWCOUNT <> 1 THEN
        RAISE_APPLICATION_ERROR(-20000, 'sqlplan: row a100 of sqlplan_version should have been changed once. Someone else changed the version table during this run; this transaction is rolled back.');
    END IF;
END;
/

COMMIT
/

-- =============================================================================
-- Revision 3 of 3: c300  books are never free
-- =============================================================================
--   version table: b200 -> c300
--   down_revision: b200
--   file:          revisions/c300_no_free_books.sql
--   digest:        sha256:65cdb04393c7a94cad3643788bd86a57d2d7ee0be62c45a4d273a63468e73c69

SET TRANSACTION READ WRITE
/

-- [6 of 7] update table books
--     revisions/c300_no_free_books.sql:7, in transaction 3
-- What was free costs a cent.
UPDATE books SET price = 0.01 WHERE price = 0
/

COMMIT
/

-- [7 of 7] create trigger books_not_free on table books
--     revisions/c300_no_free_books.sql:46, OUTSIDE A TRANSACTION: the server commits before and after it
--     If it fails: committed by then: the 2 revisions before this one and the first statement of this one. The version table says b200.
--     Go on with: sqlplan upgrade b200,c300~1:c300 --sql --dialect oracle
CREATE TRIGGER books_not_free BEFORE INSERT ON books FOR EACH ROW
BEGIN
    IF :NEW.price = 0 THEN
        RAISE_APPLICATION_ERROR(-20000, 'a book costs something');
    END IF;
END;
/

-- The rest of the revision.
--     If it fails: committed by then: the 2 revisions before this one and the first 2 statements of this one. The version table says b200.
--     Go on with: sqlplan upgrade b200,c300~2:c300 --sql --dialect oracle
SET TRANSACTION READ WRITE
/

-- Version table: b200 -> c300
BEGIN
    UPDATE sqlplan_version SET version_num = 'c300' WHERE version_num = 'b200';
    IF SQL%ROWCOUNT <> 1 THEN
        RAISE_APPLICATION_ERROR(-20000, 'sqlplan: row b200 of sqlplan_version should have been changed once. Someone else changed the version table during this run; this transaction is rolled back.');
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
        OPEN found FOR 'SELECT version_num FROM sqlplan_version ORDER BY NLSSORT(version_num, ''NLS_SORT=BINARY'')';
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
        RAISE_APPLICATION_ERROR(-20000, 'sqlplan: sqlplan_version must hold c300 after this script; found: '
            || CASE WHEN missing THEN 'no such table' WHEN rows_held = 0 THEN 'no row'
                WHEN LENGTH(held) > 300 THEN SUBSTR(held, 1, 300) || ' ...' ELSE held END
            || '. The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.');
    END IF;
END;
/
EXIT SUCCESS

