-- downgrade c300 -> base
--
--   Dialect:       mssql, SQL Server 2016 (13) or later
--   Contents:      3 revisions, 15 statements, 3 transactions
--   Version table: alembic_version (alembic revisions)
--   Command:       sqlplan downgrade c300:base --sql --dialect mssql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:458eeb9961a0f06185e53c74265f6e94192077d8e883fd4b8c55b26bbf6c25fd
--
-- Revisions, in this order:
--    1. c300  changes of both tables
--    2. b200  the first rows
--    3. a100  authors and books
--
-- How to run it:
--   sqlcmd -S SERVER -d DATABASE -b -x -i THIS_FILE
--   sqlcmd stops at the first error and then exits with a status other than 0.
--   The script is UTF-8: if it has letters beyond ASCII, the sqlcmd of SQL Server itself needs -f 65001 as well.
--   In SSMS turn on SQLCMD Mode in the menu Query; if it stops at an error, IF @@TRANCOUNT > 0 ROLLBACK.
--   It changes nothing unless the version table stands at c300.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--
-- How to go back:
--   sqlplan upgrade base:c300 --sql --dialect mssql
--   What that does not restore:
--     column pages of table books: what smallint cannot hold of its values of the type int
--     column country of table writers: its values
--     table authors: its rows
--     table books: its rows
--
-- Findings of the review: 2 warnings. In brackets the number of the statement, above which stands more.
--   [revision c300] warning RB102: what was there before is thrown away: column pages of table books (what smallint cannot hold of its values of the type int), column country of table writers (its values)
--   [revision a100] warning RB102: what was there before is thrown away: table authors (its rows), table books (its rows)
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
IF @refusal IS NULL AND (@count IS NULL OR @count <> 1 OR @held <> N'c300' COLLATE Latin1_General_BIN2)
BEGIN
    SET @found = CASE WHEN @count IS NULL THEN N'no such table' WHEN @count = 0 THEN N'no row'
        WHEN LEN(@held) > 300 THEN LEFT(@held, 300) + N' ...' ELSE @held END;
    SET @refusal = N'alembic_version must hold c300 before this script; found: ' + @found + N'. Nothing was changed. Is this the right database? sqlplan current says where it stands.';
END
IF @refusal IS NOT NULL
BEGIN
    RAISERROR(N'sqlplan: %s', 16, 1, @refusal);
    SET NOEXEC ON;
END;
GO

-- =============================================================================
-- Revision 1 of 3: c300  changes of both tables
-- =============================================================================
--   version table: c300 -> b200
--   down_revision: b200
--   file:          versions/c300_changes.py
--   digest:        sha256:4614551708898af4d2911fe0865aa1a980d13f054b2cbf5f28e91b9748345ba7

BEGIN TRANSACTION;
GO

-- [1 of 15] drop index ix_books_title on table books
--     versions/c300_changes.py:28, in transaction 1
DROP INDEX ix_books_title ON books;
GO

-- [2 of 15] alter table books: drop constraint ck_books_pages
--     versions/c300_changes.py:30, in transaction 1
ALTER TABLE books DROP CONSTRAINT ck_books_pages;
GO

-- [3 of 15] alter table books: add check constraint ck_books_price
--     versions/c300_changes.py:31, in transaction 1
ALTER TABLE books ADD CONSTRAINT ck_books_price CHECK (price >= 0);
GO

-- [4 of 15] alter table books: change column title to NVARCHAR(200) NOT NULL
--     versions/c300_changes.py:32, in transaction 1
ALTER TABLE books ALTER COLUMN title NVARCHAR(200) NOT NULL;
GO

-- [5 of 15] alter table books: drop the default of column price
--     versions/c300_changes.py:33, in transaction 1
declare @const_name varchar(256)
select @const_name = QUOTENAME([name]) from sys.default_constraints
where parent_object_id = object_id('books')
and col_name(parent_object_id, parent_column_id) = 'price'
exec('alter table books drop constraint ' + @const_name);
GO

-- [6 of 15] alter table books: add default for column price
--     versions/c300_changes.py:33, in transaction 1
ALTER TABLE books ADD DEFAULT '0' FOR price;
GO

-- [7 of 15] alter table books: change column pages to SMALLINT NULL
--     versions/c300_changes.py:34, in transaction 1
ALTER TABLE books ALTER COLUMN pages SMALLINT NULL;
GO

-- [8 of 15] rename column summary of table books to blurb
--     versions/c300_changes.py:35, in transaction 1
EXEC sp_rename 'books.summary', blurb, 'COLUMN';
GO

-- [9 of 15] rename object writers to authors
--     versions/c300_changes.py:36, in transaction 1
EXEC sp_rename 'writers', authors;
GO

-- [10 of 15] alter table authors: drop column country
--     versions/c300_changes.py:38, in transaction 1
ALTER TABLE authors DROP COLUMN country;
GO

-- Version table: c300 -> b200
UPDATE alembic_version SET version_num = 'b200' WHERE version_num = 'c300';
IF @@ROWCOUNT <> 1
    THROW 50000, N'sqlplan: row c300 of alembic_version should have been changed once. Someone else changed the version table during this run; this transaction is rolled back.', 1;
GO

COMMIT TRANSACTION;
GO

-- =============================================================================
-- Revision 2 of 3: b200  the first rows
-- =============================================================================
--   version table: b200 -> a100
--   down_revision: a100
--   file:          versions/b200_rows.py
--   digest:        sha256:9832f7881a019c3cab86372958f20d80783676b154e4d754640e31995ecb16a4

BEGIN TRANSACTION;
GO

-- [11 of 15] delete from table books: every row
--     versions/b200_rows.py:32, in transaction 2
DELETE FROM books;
GO

-- [12 of 15] delete from table authors: every row
--     versions/b200_rows.py:33, in transaction 2
DELETE FROM authors;
GO

-- Version table: b200 -> a100
UPDATE alembic_version SET version_num = 'a100' WHERE version_num = 'b200';
IF @@ROWCOUNT <> 1
    THROW 50000, N'sqlplan: row b200 of alembic_version should have been changed once. Someone else changed the version table during this run; this transaction is rolled back.', 1;
GO

COMMIT TRANSACTION;
GO

-- =============================================================================
-- Revision 3 of 3: a100  authors and books
-- =============================================================================
--   version table: a100 -> base
--   down_revision: base
--   file:          versions/a100_tables.py
--   digest:        sha256:1cf60611e47334453bfd2f02e8d7e521db2303be0cff842671bbc026a010acb5

BEGIN TRANSACTION;
GO

-- [13 of 15] drop index ix_books_kind on table books
--     versions/a100_tables.py:44, in transaction 3
DROP INDEX ix_books_kind ON books;
GO

-- [14 of 15] drop table books
--     versions/a100_tables.py:45, in transaction 3
DROP TABLE books;
GO

-- [15 of 15] drop table authors
--     versions/a100_tables.py:46, in transaction 3
DROP TABLE authors;
GO

-- Version table: a100 -> (no row)
DELETE FROM alembic_version WHERE version_num = 'a100';
IF @@ROWCOUNT <> 1
    THROW 50000, N'sqlplan: row a100 of alembic_version should have been changed once. Someone else changed the version table during this run; this transaction is rolled back.', 1;
GO

COMMIT TRANSACTION;
GO

-- =============================================================================
-- Final check: the version table stands at base.
-- =============================================================================
DECLARE @refusal nvarchar(2000), @held nvarchar(max), @count int, @found nvarchar(max);
IF @refusal IS NULL AND OBJECT_ID(N'alembic_version', N'U') IS NOT NULL
    SELECT @count = (SELECT COUNT(*) FROM alembic_version),
        @held = COALESCE(STUFF((SELECT N', ' + version_num FROM alembic_version ORDER BY version_num COLLATE Latin1_General_BIN2 FOR XML PATH(N''), TYPE).value(N'.', N'nvarchar(max)'), 1, 2, N''), N'');
IF @refusal IS NULL AND (@count <> 0 OR @held <> N'' COLLATE Latin1_General_BIN2)
BEGIN
    SET @found = CASE WHEN @count IS NULL THEN N'no such table' WHEN @count = 0 THEN N'no row'
        WHEN LEN(@held) > 300 THEN LEFT(@held, 300) + N' ...' ELSE @held END;
    SET @refusal = N'alembic_version must hold no row, or no such table after this script; found: ' + @found + N'. The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
END
IF @refusal IS NOT NULL
    RAISERROR(N'sqlplan: %s', 16, 1, @refusal);
GO
SET NOEXEC OFF;
GO
