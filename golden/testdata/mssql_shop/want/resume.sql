-- upgrade c3e003 -> d4f004
--
--   Dialect:       mssql, SQL Server 2019 (15) or later
--   Contents:      1 revision, 2 statements, 1 transaction, 1 outside a transaction
--   Version table: sqlplan_version (native revisions)
--   Command:       sqlplan upgrade c3e003,d4f004~1:d4f004 --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:e4b4f8d3e27d58e419ea62693f90e4fab7ef28de7292ca079081a91dd3cddfea
--
-- Revisions, in this order:
--    1. d4f004  search names by their words
--
-- How to run it:
--   sqlcmd -S SERVER -d DATABASE -b -x -i THIS_FILE
--   sqlcmd stops at the first error and then exits with a status other than 0.
--   The script is UTF-8: if it has letters beyond ASCII, the sqlcmd of SQL Server itself needs -f 65001 as well.
--   In SSMS turn on SQLCMD Mode in the menu Query; if it stops at an error, IF @@TRANCOUNT > 0 ROLLBACK.
--   It changes nothing unless the version table stands at c3e003.
--   It goes on inside revision d4f004: the first statement must have been run.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--   1 statement runs outside a transaction: see "If it fails" there.
--
-- How to go back:
--   sqlplan downgrade d4f004:c3e003 --sql
--   What a downgrade of these restores is not known:
--     revision d4f004: what sales.customer looks like is not known: it is not known what it changes
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
    AND CAST(PARSENAME(CAST(SERVERPROPERTY(N'ProductVersion') AS nvarchar(128)), 4) AS int) < 15
    SET @refusal = N'this script was compiled for SQL Server 2019 or later, the server is '
        + CAST(SERVERPROPERTY(N'ProductVersion') AS nvarchar(128)) + N'. Nothing was changed. Compile it again with --server-version.';
IF @refusal IS NULL AND OBJECT_ID(N'sqlplan_version', N'U') IS NOT NULL
    SELECT @count = (SELECT COUNT(*) FROM sqlplan_version),
        @held = COALESCE(STUFF((SELECT N', ' + version_num FROM sqlplan_version ORDER BY version_num COLLATE Latin1_General_BIN2 FOR XML PATH(N''), TYPE).value(N'.', N'nvarchar(max)'), 1, 2, N''), N'');
IF @refusal IS NULL AND (@count IS NULL OR @count <> 1 OR @held <> N'c3e003' COLLATE Latin1_General_BIN2)
BEGIN
    SET @found = CASE WHEN @count IS NULL THEN N'no such table' WHEN @count = 0 THEN N'no row'
        WHEN LEN(@held) > 300 THEN LEFT(@held, 300) + N' ...' ELSE @held END;
    SET @refusal = N'sqlplan_version must hold c3e003 before this script; found: ' + @found + N'. Nothing was changed. Is this the right database? sqlplan current says where it stands.';
END
IF @refusal IS NOT NULL
BEGIN
    RAISERROR(N'sqlplan: %s', 16, 1, @refusal);
    SET NOEXEC ON;
END;
GO

-- =============================================================================
-- Revision 1 of 1: d4f004  search names by their words
-- =============================================================================
--   version table: c3e003 -> d4f004
--   down_revision: c3e003
--   author:        Search team
--   file:          revisions/d4f004_search_names.sql
--   digest:        sha256:130ec7af55a97079512c574bac33d262ae270203dcc1b2337c298c279c7cec64
--   The first statement is left out: run already.

-- [1 of 2] create fulltext index on table sales.customer
--     revisions/d4f004_search_names.sql:8, OUTSIDE A TRANSACTION: full-text objects cannot be created inside a transaction
--     If it fails: committed by then: the first statement of this one. The version table says c3e003.
--     Go on with: sqlplan upgrade c3e003,d4f004~1:d4f004 --sql
CREATE FULLTEXT INDEX ON sales.customer (full_name) KEY INDEX customer_pk ON shop_ft;
GO

-- The rest of the revision.
--     If it fails: committed by then: the first 2 statements of this one. The version table says c3e003.
--     Go on with: sqlplan upgrade c3e003,d4f004~2:d4f004 --sql
BEGIN TRANSACTION;
GO

-- [2 of 2] run a block of statements
--     revisions/d4f004_search_names.sql:10, in transaction 1
DECLARE @known INT = (SELECT COUNT(*) FROM sales.customer);
IF @known > 0
    INSERT INTO sales.customer (email, full_name) VALUES (N'search@example.com', N'Søren''s search');
GO

-- Version table: c3e003 -> d4f004
UPDATE sqlplan_version SET version_num = 'd4f004' WHERE version_num = 'c3e003';
IF @@ROWCOUNT <> 1
    THROW 50000, N'sqlplan: row c3e003 of sqlplan_version should have been changed once. Someone else changed the version table during this run; this transaction is rolled back.', 1;
GO

COMMIT TRANSACTION;
GO

-- =============================================================================
-- Final check: the version table stands at d4f004.
-- =============================================================================
DECLARE @refusal nvarchar(2000), @held nvarchar(max), @count int, @found nvarchar(max);
IF @refusal IS NULL AND OBJECT_ID(N'sqlplan_version', N'U') IS NOT NULL
    SELECT @count = (SELECT COUNT(*) FROM sqlplan_version),
        @held = COALESCE(STUFF((SELECT N', ' + version_num FROM sqlplan_version ORDER BY version_num COLLATE Latin1_General_BIN2 FOR XML PATH(N''), TYPE).value(N'.', N'nvarchar(max)'), 1, 2, N''), N'');
IF @refusal IS NULL AND (@count IS NULL OR @count <> 1 OR @held <> N'd4f004' COLLATE Latin1_General_BIN2)
BEGIN
    SET @found = CASE WHEN @count IS NULL THEN N'no such table' WHEN @count = 0 THEN N'no row'
        WHEN LEN(@held) > 300 THEN LEFT(@held, 300) + N' ...' ELSE @held END;
    SET @refusal = N'sqlplan_version must hold d4f004 after this script; found: ' + @found + N'. The script ran, but the version table is not as it should be: someone else changed it. Ask before you go on.';
END
IF @refusal IS NOT NULL
    RAISERROR(N'sqlplan: %s', 16, 1, @refusal);
GO
SET NOEXEC OFF;
GO
