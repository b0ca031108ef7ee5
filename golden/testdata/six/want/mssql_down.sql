-- downgrade c300 -> base
--
--   Dialect:       mssql, SQL Server 2016 (13) or later
--   Contents:      3 revisions, 4 statements, 3 transactions
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan downgrade c300:base --sql --dialect mssql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:7dbbd241d8285c743069162b418068f362af3d31ecb511cef336771d69b14f17
--
-- Revisions, in this order:
--    1. c300  books are never free
--    2. b200  create books, with their shelf
--    3. a100  create authors
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
--     table books: its rows
--     table authors: its rows
--
-- Findings of the review: 2 warnings. In brackets the number of the statement, above which stands more.
--   [revision b200] warning RB102: what was there before is thrown away: table books (its rows)
--   [revision a100] warning RB102: what was there before is thrown away: table authors (its rows)
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
IF @refusal IS NULL AND (@count IS NULL OR @count <> 1 OR @held <> N'c300' COLLATE Latin1_General_BIN2)
BEGIN
    SET @found = CASE WHEN @count IS NULL THEN N'no such table' WHEN @count = 0 THEN N'no row'
        WHEN LEN(@held) > 300 THEN LEFT(@held, 300) + N' ...' ELSE @held END;
    SET @refusal = N'sqlplan_version must hold c300 before this script; found: ' + @found + N'. Nothing was changed. Is this the right database? sqlplan current says where it stands.';
END
IF @refusal IS NOT NULL
BEGIN
    RAISERROR(N'sqlplan: %s', 16, 1, @refusal);
    SET NOEXEC ON;
END;
GO

-- =============================================================================
-- Revision 1 of 3: c300  books are never free
-- =============================================================================
--   version table: c300 -> b200
--   down_revision: b200
--   file:          revisions/c300_no_free_books.sql
--   digest:        sha256:65cdb04393c7a94cad3643788bd86a57d2d7ee0be62c45a4d273a63468e73c69

BEGIN TRANSACTION;
GO

-- [1 of 4] drop trigger books_not_free
--     revisions/c300_no_free_books.sql:55, in transaction 1
DROP TRIGGER books_not_free;
GO

-- Version table: c300 -> b200
UPDATE sqlplan_version SET version_num = 'b200' WHERE version_num = 'c300';
IF @@ROWCOUNT <> 1
    THROW 50000, N'sqlplan: row c300 of sqlplan_version should have been changed once. Someone else changed the version table during this run; this transaction is rolled back.', 1;
GO

COMMIT TRANSACTION;
GO

-- =============================================================================
-- Revision 2 of 3: b200  create books, with their shelf
-- =============================================================================
--   version table: b200 -> a100
--   down_revision: a100
--   file:          revisions/b200_create_books.sql
--   digest:        sha256:fa94b5258bbe5a16b3bc344e957d0c2fb07299a21c5d7e10ede290fbfa05d836

BEGIN TRANSACTION;
GO

-- [2 of 4] drop view cheap_books
--     revisions/b200_create_books.sql:20, in transaction 2
DROP VIEW cheap_books;
GO

-- [3 of 4] drop table books
--     revisions/b200_create_books.sql:21, in transaction 2
DROP TABLE books;
GO

-- Version table: b200 -> a100
UPDATE sqlplan_version SET version_num = 'a100' WHERE version_num = 'b200';
IF @@ROWCOUNT <> 1
    THROW 50000, N'sqlplan: row b200 of sqlplan_version should have been changed once. Someone else changed the version table during this run; this transaction is rolled back.', 1;
GO

COMMIT TRANSACTION;
GO

-- =============================================================================
-- Revision 3 of 3: a100  create authors
-- =============================================================================
--   version table: a100 -> base
--   down_revision: base
--   file:          revisions/a100_create_authors.sql
--   digest:        sha256:05532477f1a671d2b6522093831c6ec2c9e37753936a202685755ea070aa96b0

BEGIN TRANSACTION;
GO

-- [4 of 4] drop table authors
--     revisions/a100_create_authors.sql:39, in transaction 3
DROP TABLE authors;
GO

-- Version table: a100 -> (no row)
DELETE FROM sqlplan_version WHERE version_num = 'a100';
IF @@ROWCOUNT <> 1
    THROW 50000, N'sqlplan: row a100 of sqlplan_version should have been changed once. Someone else changed the version table during this run; this transaction is rolled back.', 1;
GO

COMMIT TRANSACTION;
GO

-- =============================================================================
-- Final check: the version table stands at base.
-- =============================================================================
DECLARE @refusal nvarchar(2000), @held nvarchar(max), @count int, @found nvarchar(max);
IF @refusal IS NULL AND OBJECT_ID(N'sqlplan_version', N'U') IS NOT NULL
    SELECT @count = (SELECT COUNT(*) FROM sqlplan_version),
        @held = COALESCE(STUFF((SELECT N', ' + version_num FROM sqlplan_version ORDER BY version_num COLLATE Latin1_General_BIN2 FOR XML PATH(N''), TYPE).value(N'.', N'nvarchar(max)'), 1, 2, N''), N'');
IF @refusal IS NULL AND (@count <> 0 OR @held <> N'' COLLATE Latin1_General_BIN2)
BEGIN
    SET @found = CASE WHEN @count IS NULL THEN N'no such table' WHEN @count = 0 THEN N'no row'
        WHEN LEN(@held) > 300 THEN LEFT(@held, 300) + N' ...' ELSE @held END;
    SET @refusal = N'sqlplan_version must hold no row, or no such table after this script; found: ' + @found + N'. The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
END
IF @refusal IS NOT NULL
    RAISERROR(N'sqlplan: %s', 16, 1, @refusal);
GO
SET NOEXEC OFF;
GO
