-- case: in use
-- existing:
CREATE TABLE t (a int);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
-- review:
CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f(); -- want "PG608: every write to t runs trigger g from now on"
ALTER TABLE t DISABLE TRIGGER g; -- want "PG608: writes to t do not run trigger g any more"

-- case: born in the script
-- existing:
-- review:
CREATE TABLE t (a int);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
