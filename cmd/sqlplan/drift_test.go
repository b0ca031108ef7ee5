package main

import (
	"strings"
	"testing"
)

// dumped is what pg_dump prints of a database in which the revision aaaa of dumpProject was run, and a column was added by hand.
const dumped = `--
-- PostgreSQL database dump
--

\\restrict abc

SET statement_timeout = 0;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE TABLE public.a (
    id integer NOT NULL,
    note text
);

CREATE TABLE public.sqlplan_version (
    version_num character varying(255) NOT NULL
);

\\unrestrict abc
`

func dumpProject() map[string]string {
	return map[string]string{
		"revisions/aaaa_a.sql": rev("aaaa", "", "CREATE TABLE a (id int NOT NULL);"),
		"revisions/bbbb_b.sql": rev("bbbb", "aaaa", "ALTER TABLE a ADD COLUMN x int;"),
		"production.sql":       strings.ReplaceAll(dumped, "\\\\", "\\"),
	}
}

func TestDriftCommand(t *testing.T) {
	t.Parallel()
	dir := writeProject(t, dumpProject())
	out, errs, code := call(t, dir, "", "drift", "--schema", "production.sql", "aaaa")
	if code != 1 || errs != "" {
		t.Fatalf("exit code %d: %s", code, errs)
	}
	holds(t, out, "1 difference", "column public.a.note is not in the revisions")
	out, _, code = call(t, dir, "", "drift", "--schema", "production.sql", "aaaa", "--format", "json")
	if code != 1 {
		t.Fatalf("exit code %d", code)
	}
	holds(t, out, `"same": false`, `"name": "public.a.note"`, `"extra": true`)
	_, errs, code = call(t, dir, "", "drift")
	if code != 3 {
		t.Fatalf("exit code %d", code)
	}
	holds(t, errs, "--schema FILE")
	_, errs, code = call(t, dir, "", "drift", "--schema", "production.sql", "--dialect", "mysql")
	if code != 3 {
		t.Fatalf("exit code %d", code)
	}
	holds(t, errs, "dumps of mysql cannot be read yet")
	put(t, dir, "production.sql", "CREATE TABEL x ();")
	_, errs, code = call(t, dir, "", "drift", "--schema", "production.sql")
	if code != 2 {
		t.Fatalf("exit code %d", code)
	}
	holds(t, errs, "SP210", "production.sql:1:8")
}

// TestReleaseWithSchema: a release says where it works on what is otherwise than the revisions say, and its other
// commands do not use the dump, which shows what was before.
func TestReleaseWithSchema(t *testing.T) {
	t.Parallel()
	dir := writeProject(t, dumpProject())
	out, errs, code := call(t, dir, "", "upgrade", "aaaa:head", "--sql", "--schema", "production.sql")
	if code != 0 {
		t.Fatalf("exit code %d: %s", code, errs)
	}
	holds(t, errs, "SP611", "column public.a.note is not in the revisions", "revisions/bbbb_b.sql:5")
	holds(t, out, "Command:       sqlplan upgrade aaaa:bbbb --sql --schema production.sql\n", "sqlplan downgrade bbbb:aaaa --sql\n")
	put(t, dir, "release.sql", out)
	must(t, dir, "verify", "release.sql")
	_, errs, code = call(t, dir, "", "upgrade", "aaaa~1:head", "--sql", "--schema", "production.sql")
	if code != 3 {
		t.Fatalf("exit code %d: %s", code, errs)
	}
}
