--- upgrade
declare @const_name varchar(256)
select @const_name = QUOTENAME([name]) from sys.check_constraints
where parent_object_id = object_id('app.t')
and col_name(parent_object_id, parent_column_id) = 'a'
exec('alter table app.t drop constraint ' + @const_name);

GO

ALTER TABLE app.t DROP COLUMN a;

GO

