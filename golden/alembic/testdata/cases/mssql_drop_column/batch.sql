--- upgrade
declare @const_name varchar(256)
select @const_name = QUOTENAME([name]) from sys.default_constraints
where parent_object_id = object_id('t')
and col_name(parent_object_id, parent_column_id) = 'a'
exec('alter table t drop constraint ' + @const_name);

GO

ALTER TABLE t DROP COLUMN a;

GO

EXEC sp_rename 't.b', c, 'COLUMN';

GO

