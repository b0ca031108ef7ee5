-- upgrade base -> c300
--
--   Dialect:       mssql, SQL Server 2016 (13) or later
--   Contents:      3 revisions, 7 statements, 3 transactions
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan upgrade base:c300 --sql --dialect mssql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:3c2a662da859bcbdc33ed196e3725786a2e44465b781a842f8ada89472ae7900
--
-- Revisions, in this order:
--    1. a100  create authors
--    2. b200  create books, with their shelf
--    3. c300  books are never free
--
-- How to run it:
--   sqlcmd -S SERVER -d DATABASE -b -x -i THIS_FILE
--   sqlcmd stops at the first error and then exits with a status other than 0.
--   The script is UTF-8: if it has letters beyond ASCII, the sqlcmd of SQL Server itself needs -f 65001 as well.
--   In SSMS turn on SQLCMD Mode in the menu Query; if it stops at an error, IF @@TRANCOUNT > 0 ROLLBACK.
--   It changes nothing unless the version table stands at base.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--
-- How to go back:
--   sqlplan downgrade c300:base --sql --dialect mssql
--
-- Not reviewed: what the statements lock, rewrite and block; names and the way back were checked

SET NOEXEC OFF;
GO
SET XACT_ABORT OFF;
SET IMPLICIT_TRANSACTIONS OFF;
SET NUMERIC_ROUNDABORT OFF;
SET ANSI_NULLS, ANSI_PADDING, ANSI_WARNINGS, ARITHABORT, CONCAT_NULL_YIELDS_NULL, QUOTED_IDENTIFIER ON;
GO
-- The line below needs sqlcmd, or the SQLCMD mode of SSMS.
:on error exit
SET XACT_ABORT ON;
SET NOCOUNT ON;
GO

SET LOCK_TIMEOUT 5000;
GO

-- Guard: refuse any database but the one that this script was compiled for.
DECLARE @refusal nvarchar(2000), @held nvarchar(max), @count int, @found nvarchar(max);
IF @@OPTIONS & 16384 = 0 -- XACT_ABORT is off: the batch with :on error exit did not run
    SET @refusal = N'this script needs sqlcmd, or SSMS with SQLCMD Mode turned on in the menu Query. Nothing was changed.';
IF @refusal IS NULL AND @@TRANCOUNT > 0
    SET @refusal = N'a transaction is open in this session. Commit it or roll it back first. Nothing was changed.';
IF @refusal IS NULL AND CAST(SERVERPROPERTY(N'EngineEdition') AS int) NOT IN (5, 6, 8, 9, 11, 12)
    AND CAST(PARSENAME(CAST(SERVERPROPERTY(N'ProductVersion') AS nvarchar(128)), 4) AS int) < 13
    SET @refusal = N'this script was compiled for SQL Server 2016 or later, the server is '
        + CAST(SERVERPROPERTY(N'ProductVersion') AS nvarchar(128)) + N'. Nothing was changed. Compile it again with --server-version.';
IF @refusal IS NULL AND OBJECT_ID(N'sqlplan_version', N'U') IS NOT NULL
    SELECT @count = (SELECT COUNT(*) FROM sqlplan_version),
        @held = COALESCE(STUFF((SELECT N', ' + version_num FROM sqlplan_version ORDER BY version_num COLLATE Latin1_General_BIN2 FOR XML PATH(N''), TYPE).value(N'.', N'nvarchar(max)'), 1, 2, N''), N'');
IF @refusal IS NULL AND (@count <> 0 OR @held <> N'' COLLATE Latin1_General_BIN2)
BEGIN
    SET @found = CASE WHEN @count IS NULL THEN N'no such table' WHEN @count = 0 THEN N'no row'
        WHEN LEN(@held) > 300 THEN LEFT(@held, 300) + N' ...' ELSE @held END;
    SET @refusal = N'sqlplan_version must hold no row, or no such table before this script; found: ' + @found + N'. Nothing was changed. Is this the right database? sqlplan current says where it stands.';
END
IF @refusal IS NOT NULL
BEGIN
    RAISERROR(N'sqlplan: %s', 16, 1, @refusal);
    SET NOEXEC ON;
END;
GO

-- =============================================================================
-- Revision 1 of 3: a100  create authors
-- =============================================================================
--   version table: base -> a100
--   down_revision: base
--   file:          revisions/a100_create_authors.sql
--   digest:        sha256:05532477f1a671d2b6522093831c6ec2c9e37753936a202685755ea070aa96b0

BEGIN TRANSACTION;
GO

-- The version table.
IF OBJECT_ID(N'sqlplan_version', N'U') IS NULL
CREATE TABLE sqlplan_version (
    version_num VARCHAR(255) NOT NULL,
    CONSTRAINT sqlplan_version_pkc PRIMARY KEY (version_num)
);
GO

-- [1 of 7] create table authors
--     revisions/a100_create_authors.sql:24, in transaction 1
CREATE TABLE authors (
    id   integer IDENTITY(1, 1) PRIMARY KEY,
    name nvarchar(100) NOT NULL
);
GO

-- [2 of 7] insert into table authors
--     revisions/a100_create_authors.sql:36, in transaction 1
INSERT INTO authors (name) VALUES ('Flann O''Brien');
GO

-- Version table: (no row) -> a100
INSERT INTO sqlplan_version (version_num) VALUES ('a100');
GO

COMMIT TRANSACTION;
GO

-- =============================================================================
-- Revision 2 of 3: b200  create books, with their shelf
-- =============================================================================
--   version table: a100 -> b200
--   down_revision: a100
--   file:          revisions/b200_create_books.sql
--   digest:        sha256:fa94b5258bbe5a16b3bc344e957d0c2fb07299a21c5d7e10ede290fbfa05d836

BEGIN TRANSACTION;
GO

-- [3 of 7] create table books
--     revisions/b200_create_books.sql:6, in transaction 2
CREATE TABLE books (
    isbn      varchar(13) NOT NULL,
    author_id integer NOT NULL,
    price     decimal(8, 2) DEFAULT 0 NOT NULL,
    CONSTRAINT books_pk PRIMARY KEY (isbn),
    CONSTRAINT books_author_fk FOREIGN KEY (author_id) REFERENCES authors (id),
    CONSTRAINT books_price_ck CHECK (price >= 0)
);
GO

-- [4 of 7] create index books_author_ix on table books
--     revisions/b200_create_books.sql:14, in transaction 2
CREATE INDEX books_author_ix ON books (author_id);
GO

-- [5 of 7] create view cheap_books
--     revisions/b200_create_books.sql:17, in transaction 2
GO
CREATE VIEW cheap_books AS SELECT isbn, price FROM books WHERE price < 5;
GO

-- Version table: a100 -> b200
UPDATE sqlplan_version SET version_num = 'b200' WHERE version_num = 'a100';
IF @@ROWCOUNT <> 1
    THROW 50000, N'sqlplan: row a100 of sqlplan_version should have been changed once. Someone else changed the version table during this run; this transaction is rolled back.', 1;
GO

COMMIT TRANSACTION;
GO

-- =============================================================================
-- Revision 3 of 3: c300  books are never free
-- =============================================================================
--   version table: b200 -> c300
--   down_revision: b200
--   file:          revisions/c300_no_free_books.sql
--   digest:        sha256:65cdb04393c7a94cad3643788bd86a57d2d7ee0be62c45a4d273a63468e73c69

BEGIN TRANSACTION;
GO

-- [6 of 7] update table books
--     revisions/c300_no_free_books.sql:7, in transaction 3
-- What was free costs a cent.
UPDATE books SET price = 0.01 WHERE price = 0;
GO

-- [7 of 7] create trigger books_not_free on table books
--     revisions/c300_no_free_books.sql:38, in transaction 3
GO
CREATE TRIGGER books_not_free ON books AFTER INSERT AS
BEGIN
    IF EXISTS (SELECT * FROM inserted WHERE price = 0)
        THROW 50000, 'a book costs something', 1;
END;
GO

-- Version table: b200 -> c300
UPDATE sqlplan_version SET version_num = 'c300' WHERE version_num = 'b200';
IF @@ROWCOUNT <> 1
    THROW 50000, N'sqlplan: row b200 of sqlplan_version should have been changed once. Someone else changed the version table during this run; this transaction is rolled back.', 1;
GO

COMMIT TRANSACTION;
GO

-- =============================================================================
-- Final check: the version table stands at c300.
-- =============================================================================
DECLARE @refusal nvarchar(2000), @held nvarchar(max), @count int, @found nvarchar(max);
IF @refusal IS NULL AND OBJECT_ID(N'sqlplan_version', N'U') IS NOT NULL
    SELECT @count = (SELECT COUNT(*) FROM sqlplan_version),
        @held = COALESCE(STUFF((SELECT N', ' + version_num FROM sqlplan_version ORDER BY version_num COLLATE Latin1_General_BIN2 FOR XML PATH(N''), TYPE).value(N'.', N'nvarchar(max)'), 1, 2, N''), N'');
IF @refusal IS NULL AND (@count IS NULL OR @count <> 1 OR @held <> N'c300' COLLATE Latin1_General_BIN2)
BEGIN
    SET @found = CASE WHEN @count IS NULL THEN N'no such table' WHEN @count = 0 THEN N'no row'
        WHEN LEN(@held) > 300 THEN LEFT(@held, 300) + N' ...' ELSE @held END;
    SET @refusal = N'sqlplan_version must hold c300 after this script; found: ' + @found + N'. The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
END
IF @refusal IS NOT NULL
    RAISERROR(N'sqlplan: %s', 16, 1, @refusal);
GO
SET NOEXEC OFF;
GO
