-- downgrade bb02 -> base
--
--   Dialect:       mssql, SQL Server 2022 (16) or later
--   Contents:      2 revisions, 8 statements, 2 transactions
--   Version table: alembic_version (alembic revisions)
--   Command:       sqlplan downgrade bb02:base --sql
--   Compiled by:   sqlplan dev
--   Digest:        sha256:ed9b7f79f817f61e34ea2b8877f12bfd38687e0458086e50055c32a22a484359
--
-- Revisions, in this order:
--    1. bb02  defaults by generated name
--    2. aa01  users, with comments
--
-- How to run it:
--   sqlcmd -S SERVER -d DATABASE -b -x -i THIS_FILE
--   sqlcmd stops at the first error and then exits with a status other than 0.
--   The script is UTF-8: if it has letters beyond ASCII, the sqlcmd of SQL Server itself needs -f 65001 as well.
--   In SSMS turn on SQLCMD Mode in the menu Query; if it stops at an error, IF @@TRANCOUNT > 0 ROLLBACK.
--   It changes nothing unless the version table stands at bb02.
--   Once it has run, running it again is refused, and changes nothing.
--
-- If it stops in the middle:
--   A statement that fails inside a transaction undoes that transaction whole.
--   What was committed before is kept, and the version table says how far it came:
--     read its rows, then type: sqlplan current ROWS
--
-- How to go back:
--   sqlplan upgrade base:bb02 --sql
--   What that does not restore:
--     column level of table users: its values
--     table users: its rows
--
-- Findings of the review: 2 warnings. In brackets the number of the statement, above which stands more.
--   [revision bb02] warning RB102: what was there before is thrown away: column level of table users (its values)
--   [revision aa01] warning RB102: what was there before is thrown away: table users (its rows)
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
    AND CAST(PARSENAME(CAST(SERVERPROPERTY(N'ProductVersion') AS nvarchar(128)), 4) AS int) < 16
    SET @refusal = N'this script was compiled for SQL Server 2022 or later, the server is '
        + CAST(SERVERPROPERTY(N'ProductVersion') AS nvarchar(128)) + N'. Nothing was changed. Compile it again with --server-version.';
IF @refusal IS NULL AND OBJECT_ID(N'alembic_version', N'U') IS NOT NULL
    SELECT @count = (SELECT COUNT(*) FROM alembic_version),
        @held = COALESCE(STUFF((SELECT N', ' + version_num FROM alembic_version ORDER BY version_num COLLATE Latin1_General_BIN2 FOR XML PATH(N''), TYPE).value(N'.', N'nvarchar(max)'), 1, 2, N''), N'');
IF @refusal IS NULL AND (@count IS NULL OR @count <> 1 OR @held <> N'bb02' COLLATE Latin1_General_BIN2)
BEGIN
    SET @found = CASE WHEN @count IS NULL THEN N'no such table' WHEN @count = 0 THEN N'no row'
        WHEN LEN(@held) > 300 THEN LEFT(@held, 300) + N' ...' ELSE @held END;
    SET @refusal = N'alembic_version must hold bb02 before this script; found: ' + @found + N'. Nothing was changed. Is this the right database? sqlplan current says where it stands.';
END
IF @refusal IS NOT NULL
BEGIN
    RAISERROR(N'sqlplan: %s', 16, 1, @refusal);
    SET NOEXEC ON;
END;
GO

-- =============================================================================
-- Revision 1 of 2: bb02  defaults by generated name
-- =============================================================================
--   version table: bb02 -> aa01
--   down_revision: aa01
--   file:          migrations/versions/bb02_defaults.py
--   digest:        sha256:5f25e10e32558f92727eec48a4aef939c79db76b9c0c8e9af9a5273af3a0a75b

BEGIN TRANSACTION;
GO

-- [1 of 8] alter table users: change column remarks to VARCHAR(max) NULL
--     migrations/versions/bb02_defaults.py:21, in transaction 1
ALTER TABLE users ALTER COLUMN remarks VARCHAR(max) NULL;
GO

-- [2 of 8] rename column remarks of table users to notes
--     migrations/versions/bb02_defaults.py:21, in transaction 1
EXEC sp_rename 'users.remarks', notes, 'COLUMN';
GO

-- [3 of 8] alter table users: drop the default of column level
--     migrations/versions/bb02_defaults.py:22, in transaction 1
declare @const_name varchar(256)
select @const_name = QUOTENAME([name]) from sys.default_constraints
where parent_object_id = object_id('users')
and col_name(parent_object_id, parent_column_id) = 'level'
exec('alter table users drop constraint ' + @const_name);
GO

-- [4 of 8] alter table users: drop a check constraint of column level
--     migrations/versions/bb02_defaults.py:22, in transaction 1
declare @const_name varchar(256)
select @const_name = QUOTENAME([name]) from sys.check_constraints
where parent_object_id = object_id('users')
and col_name(parent_object_id, parent_column_id) = 'level'
exec('alter table users drop constraint ' + @const_name);
GO

-- [5 of 8] alter table users: drop column level
--     migrations/versions/bb02_defaults.py:22, in transaction 1
ALTER TABLE users DROP COLUMN level;
GO

-- [6 of 8] alter table users: drop the default of column active
--     migrations/versions/bb02_defaults.py:23, in transaction 1
declare @const_name varchar(256)
select @const_name = QUOTENAME([name]) from sys.default_constraints
where parent_object_id = object_id('users')
and col_name(parent_object_id, parent_column_id) = 'active'
exec('alter table users drop constraint ' + @const_name);
GO

-- [7 of 8] alter table users: add default for column active
--     migrations/versions/bb02_defaults.py:23, in transaction 1
ALTER TABLE users ADD DEFAULT 1 FOR active;
GO

-- Version table: bb02 -> aa01
UPDATE alembic_version SET version_num = 'aa01' WHERE version_num = 'bb02';
IF @@ROWCOUNT <> 1
    THROW 50000, N'sqlplan: row bb02 of alembic_version should have been changed once. Someone else changed the version table during this run; this transaction is rolled back.', 1;
GO

COMMIT TRANSACTION;
GO

-- =============================================================================
-- Revision 2 of 2: aa01  users, with comments
-- =============================================================================
--   version table: aa01 -> base
--   down_revision: base
--   file:          migrations/versions/aa01_users.py
--   digest:        sha256:45d7b3692bbc75b7eca0b3dc417bbd419c1794c12cc88fd6ea84fba616cf33ca

BEGIN TRANSACTION;
GO

-- [8 of 8] drop table users
--     migrations/versions/aa01_users.py:26, in transaction 2
DROP TABLE users;
GO

-- Version table: aa01 -> (no row)
DELETE FROM alembic_version WHERE version_num = 'aa01';
IF @@ROWCOUNT <> 1
    THROW 50000, N'sqlplan: row aa01 of alembic_version should have been changed once. Someone else changed the version table during this run; this transaction is rolled back.', 1;
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
