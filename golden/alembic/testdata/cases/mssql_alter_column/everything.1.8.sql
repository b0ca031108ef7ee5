--- upgrade
ALTER TABLE t ALTER COLUMN a INTEGER NOT NULL;

GO

declare @const_name varchar(256)
select @const_name = [name] from sys.default_constraints
where parent_object_id = object_id('t')
and col_name(parent_object_id, parent_column_id) = 'a'
exec('alter table t drop constraint ' + @const_name);

GO

ALTER TABLE t ADD DEFAULT '1' FOR a;

GO

EXEC sp_rename 't.a', b, 'COLUMN';

GO

