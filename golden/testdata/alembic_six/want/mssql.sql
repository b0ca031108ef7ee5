-- upgrade base -> c300
--
--   Dialect:       mssql, SQL Server 2016 (13) or later
--   Contents:      3 revisions, 23 statements, 3 transactions
--   Version table: alembic_version (alembic revisions)
--   Command:       sqlplan upgrade base:c300 --sql --dialect mssql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:25a9971fb37c47313843272e110dc232986bfbd5b3ba0bef1924d9c7576416ef
--
-- Revisions, in this order:
--    1. a100  authors and books
--    2. b200  the first rows
--    3. c300  changes of both tables
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
IF @refusal IS NULL AND OBJECT_ID(N'alembic_version', N'U') IS NOT NULL
    SELECT @count = (SELECT COUNT(*) FROM alembic_version),
        @held = COALESCE(STUFF((SELECT N', ' + version_num FROM alembic_version ORDER BY version_num COLLATE Latin1_General_BIN2 FOR XML PATH(N''), TYPE).value(N'.', N'nvarchar(max)'), 1, 2, N''), N'');
IF @refusal IS NULL AND (@count <> 0 OR @held <> N'' COLLATE Latin1_General_BIN2)
BEGIN
    SET @found = CASE WHEN @count IS NULL THEN N'no such table' WHEN @count = 0 THEN N'no row'
        WHEN LEN(@held) > 300 THEN LEFT(@held, 300) + N' ...' ELSE @held END;
    SET @refusal = N'alembic_version must hold no row, or no such table before this script; found: ' + @found + N'. Nothing was changed. Is this the right database? sqlplan current says where it stands.';
END
IF @refusal IS NOT NULL
BEGIN
    RAISERROR(N'sqlplan: %s', 16, 1, @refusal);
    SET NOEXEC ON;
END;
GO

-- =============================================================================
-- Revision 1 of 3: a100  authors and books
-- =============================================================================
--   version table: base -> a100
--   down_revision: base
--   file:          versions/a100_tables.py
--   digest:        sha256:1cf60611e47334453bfd2f02e8d7e521db2303be0cff842671bbc026a010acb5

BEGIN TRANSACTION;
GO

-- The version table.
IF OBJECT_ID(N'alembic_version', N'U') IS NULL
CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
GO

-- [1 of 23] create table authors
--     versions/a100_tables.py:15, in transaction 1
CREATE TABLE authors (
    id INTEGER NOT NULL IDENTITY, 
    name VARCHAR(100) NOT NULL, 
    born DATE NULL, 
    rating FLOAT NULL, 
    photo VARBINARY(max) NULL, 
    active BIT NOT NULL DEFAULT 1, 
    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP, 
    PRIMARY KEY (id)
);
GO

-- [2 of 23] comment on table dbo.authors
--     versions/a100_tables.py:15, in transaction 1
execute sp_addextendedproperty 'MS_Description', N'who wrote the books', 'schema', dbo, 'table', authors;
GO

-- [3 of 23] comment on column name of table dbo.authors
--     versions/a100_tables.py:15, in transaction 1
execute sp_addextendedproperty 'MS_Description', N'as on the cover', 'schema', dbo, 'table', authors, 'column', name;
GO

-- [4 of 23] create table books
--     versions/a100_tables.py:26, in transaction 1
CREATE TABLE books (
    id BIGINT NOT NULL, 
    author_id INTEGER NOT NULL, 
    title NVARCHAR(200) NOT NULL, 
    blurb VARCHAR(max) NULL, 
    price NUMERIC(8, 2) NOT NULL DEFAULT '0', 
    kind VARCHAR(5) NOT NULL, 
    pages SMALLINT NULL, 
    CONSTRAINT pk_books PRIMARY KEY (id), 
    CONSTRAINT fk_books_author FOREIGN KEY(author_id) REFERENCES authors (id) ON DELETE CASCADE, 
    CONSTRAINT uq_books_title UNIQUE (author_id, title), 
    CONSTRAINT ck_books_price CHECK (price >= 0)
);
GO

-- [5 of 23] create index ix_books_kind on table books
--     versions/a100_tables.py:40, in transaction 1
CREATE INDEX ix_books_kind ON books (kind, price);
GO

-- Version table: (no row) -> a100
INSERT INTO alembic_version (version_num) VALUES ('a100');
GO

COMMIT TRANSACTION;
GO

-- =============================================================================
-- Revision 2 of 3: b200  the first rows
-- =============================================================================
--   version table: a100 -> b200
--   down_revision: a100
--   file:          versions/b200_rows.py
--   digest:        sha256:9832f7881a019c3cab86372958f20d80783676b154e4d754640e31995ecb16a4

BEGIN TRANSACTION;
GO

-- [6 of 23] switch IDENTITY_INSERT of table authors
--     versions/b200_rows.py:20, in transaction 2
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N'authors') AND name IN (N'id', N'name', N'born', N'active'))
    SET IDENTITY_INSERT authors ON;
GO

-- [7 of 23] insert into table authors
--     versions/b200_rows.py:20, in transaction 2
INSERT INTO authors (id, name, born, active) VALUES (1, 'Flann O''Brien', '1911-10-05', 0);
GO

-- [8 of 23] insert into table authors
--     versions/b200_rows.py:20, in transaction 2
INSERT INTO authors (id, name, born, active) VALUES (2, 'Zadie Smith', '1975-10-25', 1);
GO

-- [9 of 23] switch IDENTITY_INSERT of table authors
--     versions/b200_rows.py:20, in transaction 2
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N'authors') AND name IN (N'id', N'name', N'born', N'active'))
    SET IDENTITY_INSERT authors OFF;
GO

-- [10 of 23] switch IDENTITY_INSERT of table books
--     versions/b200_rows.py:27, in transaction 2
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N'books') AND name IN (N'id', N'author_id', N'title', N'price', N'kind'))
    SET IDENTITY_INSERT books ON;
GO

-- [11 of 23] insert into table books
--     versions/b200_rows.py:27, in transaction 2
INSERT INTO books (id, author_id, title, price, kind) VALUES (1, 1, N'The Third Policeman', 9, 'novel');
GO

-- [12 of 23] switch IDENTITY_INSERT of table books
--     versions/b200_rows.py:27, in transaction 2
IF EXISTS (SELECT 1 FROM sys.identity_columns WHERE object_id = OBJECT_ID(N'books') AND name IN (N'id', N'author_id', N'title', N'price', N'kind'))
    SET IDENTITY_INSERT books OFF;
GO

-- [13 of 23] update table books
--     versions/b200_rows.py:28, in transaction 2
UPDATE books SET price=(books.price - 1) WHERE books.price > 5;
GO

-- Version table: a100 -> b200
UPDATE alembic_version SET version_num = 'b200' WHERE version_num = 'a100';
IF @@ROWCOUNT <> 1
    THROW 50000, N'sqlplan: row a100 of alembic_version should have been changed once. Someone else changed the version table during this run; this transaction is rolled back.', 1;
GO

COMMIT TRANSACTION;
GO

-- =============================================================================
-- Revision 3 of 3: c300  changes of both tables
-- =============================================================================
--   version table: b200 -> c300
--   down_revision: b200
--   file:          versions/c300_changes.py
--   digest:        sha256:4614551708898af4d2911fe0865aa1a980d13f054b2cbf5f28e91b9748345ba7

BEGIN TRANSACTION;
GO

-- [14 of 23] alter table authors: add column country
--     versions/c300_changes.py:15, in transaction 3
ALTER TABLE authors ADD country VARCHAR(2) NULL;
GO

-- [15 of 23] rename object authors to writers
--     versions/c300_changes.py:16, in transaction 3
EXEC sp_rename 'authors', writers;
GO

-- [16 of 23] rename column blurb of table books to summary
--     versions/c300_changes.py:18, in transaction 3
EXEC sp_rename 'books.blurb', summary, 'COLUMN';
GO

-- [17 of 23] alter table books: change column pages to INTEGER NULL
--     versions/c300_changes.py:19, in transaction 3
ALTER TABLE books ALTER COLUMN pages INTEGER NULL;
GO

-- [18 of 23] alter table books: drop the default of column price
--     versions/c300_changes.py:20, in transaction 3
declare @const_name varchar(256)
select @const_name = QUOTENAME([name]) from sys.default_constraints
where parent_object_id = object_id('books')
and col_name(parent_object_id, parent_column_id) = 'price'
exec('alter table books drop constraint ' + @const_name);
GO

-- [19 of 23] alter table books: add default for column price
--     versions/c300_changes.py:20, in transaction 3
ALTER TABLE books ADD DEFAULT '1' FOR price;
GO

-- [20 of 23] alter table books: change column title to NVARCHAR(200) NULL
--     versions/c300_changes.py:21, in transaction 3
ALTER TABLE books ALTER COLUMN title NVARCHAR(200) NULL;
GO

-- [21 of 23] alter table books: drop constraint ck_books_price
--     versions/c300_changes.py:22, in transaction 3
ALTER TABLE books DROP CONSTRAINT ck_books_price;
GO

-- [22 of 23] alter table books: add check constraint ck_books_pages
--     versions/c300_changes.py:23, in transaction 3
ALTER TABLE books ADD CONSTRAINT ck_books_pages CHECK (pages > 0);
GO

-- [23 of 23] create index ix_books_title on table books
--     versions/c300_changes.py:24, in transaction 3
CREATE INDEX ix_books_title ON books (title);
GO

-- Version table: b200 -> c300
UPDATE alembic_version SET version_num = 'c300' WHERE version_num = 'b200';
IF @@ROWCOUNT <> 1
    THROW 50000, N'sqlplan: row b200 of alembic_version should have been changed once. Someone else changed the version table during this run; this transaction is rolled back.', 1;
GO

COMMIT TRANSACTION;
GO

-- =============================================================================
-- Final check: the version table stands at c300.
-- =============================================================================
DECLARE @refusal nvarchar(2000), @held nvarchar(max), @count int, @found nvarchar(max);
IF @refusal IS NULL AND OBJECT_ID(N'alembic_version', N'U') IS NOT NULL
    SELECT @count = (SELECT COUNT(*) FROM alembic_version),
        @held = COALESCE(STUFF((SELECT N', ' + version_num FROM alembic_version ORDER BY version_num COLLATE Latin1_General_BIN2 FOR XML PATH(N''), TYPE).value(N'.', N'nvarchar(max)'), 1, 2, N''), N'');
IF @refusal IS NULL AND (@count IS NULL OR @count <> 1 OR @held <> N'c300' COLLATE Latin1_General_BIN2)
BEGIN
    SET @found = CASE WHEN @count IS NULL THEN N'no such table' WHEN @count = 0 THEN N'no row'
        WHEN LEN(@held) > 300 THEN LEFT(@held, 300) + N' ...' ELSE @held END;
    SET @refusal = N'alembic_version must hold c300 after this script; found: ' + @found + N'. The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
END
IF @refusal IS NOT NULL
    RAISERROR(N'sqlplan: %s', 16, 1, @refusal);
GO
SET NOEXEC OFF;
GO
