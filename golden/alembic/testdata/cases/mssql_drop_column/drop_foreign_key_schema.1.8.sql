--- upgrade
declare @const_name varchar(256)
select @const_name = [name] from
sys.foreign_keys fk join sys.foreign_key_columns fkc
on fk.object_id=fkc.constraint_object_id
where fkc.parent_object_id = object_id('app.t')
and col_name(fkc.parent_object_id, fkc.parent_column_id) = 'a'
exec('alter table app.t drop constraint ' + @const_name);

GO

ALTER TABLE app.t DROP COLUMN a;

GO

