-- Loops over rows of the catalog whose statements are put together.
create table "A b" (id int primary key);
create table a (id int primary key, b int constraint fk references "A b", c int constraint "fk 2" references "A b", constraint pos check (id > 0));
do $$ declare r record; begin
    for r in (select conname from pg_constraint c join pg_class t on c.conrelid = t.oid where t.relname = 'a' and contype = 'f') loop
        execute format('alter table a drop constraint if exists %I', r.conname);
    end loop;
end $$;
alter table a add constraint fk foreign key (b) references "A b";
do $$ declare n text; begin
    for n in select conname from pg_constraint where conrelid = 'a'::regclass and contype in ('f', 'c') loop
        execute 'alter table a rename constraint ' || quote_ident(n) || ' to ' || quote_ident(n || ' ' || upper(n));
    end loop;
end $$;
create view "V 1" as select 1 as x;
create view v2 as select 2 as x;
do $$ declare view_name text; begin
    for view_name in select c.relname from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'v' and n.nspname = current_schema() and c.relname ilike 'v%' loop
        execute 'drop view if exists ' || quote_ident(view_name);
    end loop;
end $$;
do $$ declare n text; m text; begin
    for n, m in select column_name, data_type from information_schema.columns where table_name = 'a' and column_name <> 'id' loop
        execute format('alter table %I alter %I type %s', 'a', n, m);
        execute format('alter table %I rename %I to %I', 'a', n, n || '%');
    end loop;
end $$;
