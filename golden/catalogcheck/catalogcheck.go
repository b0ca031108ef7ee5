// Package catalogcheck compares a simulated schema with what a real PostgreSQL
// holds, for tests.
package catalogcheck

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/sqlplan/sqlplan/revisions/schema"
)

// Compare returns how the database differs from the catalog, a line for each
// difference: "+" before what only the server has, "-" before what only the
// catalog has. What the catalog says it does not know is left out.
func Compare(ctx context.Context, db *pgx.Conn, cat *schema.Catalog) ([]string, error) {
	have, err := server(ctx, db)
	if err != nil {
		return nil, err
	}
	// Both sides write types as if no schema were on the search_path.
	cat = cat.Clone()
	cat.SetSearchPath(nil, false)
	w := writer{cat: cat, perhaps: map[string]bool{}}
	w.all()
	have = slices.DeleteFunc(have, func(l string) bool { return w.perhaps[l] })
	return difference(have, w.lines, cat), nil
}

// difference compares lines; the first three words of each are its kind, schema
// and object, by which what is not known is left out.
func difference(have, want []string, cat *schema.Catalog) []string {
	have = untyped(have, want)
	var diffs []string
	for _, l := range have {
		if !slices.Contains(want, l) && !doubted(l, cat) {
			diffs = append(diffs, "+ "+l)
		}
	}
	for _, l := range want {
		if !slices.Contains(have, l) && !doubted(l, cat) {
			diffs = append(diffs, "- "+l)
		}
	}
	slices.SortFunc(diffs, func(a, b string) int { return strings.Compare(a[2:]+a[:1], b[2:]+b[:1]) })
	return diffs
}

// untyped takes the type from the columns of the server whose type the catalog
// does not know: those of views that are expressions.
func untyped(have, want []string) []string {
	const typeField = 5
	have = slices.Clone(have)
	for i, l := range have {
		fields := strings.Split(l, "\t")
		if fields[0] != "column" {
			continue
		}
		fields[typeField] = ""
		if bare := strings.Join(fields, "\t"); slices.Contains(want, bare) {
			have[i] = bare
		}
	}
	return have
}

// doubted tells whether a line is about an object that the catalog does not claim
// to know.
func doubted(line string, cat *schema.Catalog) bool {
	fields := strings.SplitN(line, "\t", 4)
	if len(fields) < 3 {
		return false
	}
	sch, name := fields[1], fields[2]
	switch fields[0] {
	case "table", "column", "constraint", "index", "trigger", "policy", "comment", "parent", "partition", "row security", "unfilled", "collation",
		"rule", "statistics", "no inherit", "set columns", "part of index", "uses", "reads":
		t, known := cat.Table(sch, name)
		return known.Unknown() || t != nil && t.Doubt != nil
	case "sequence":
		_, known := cat.Sequence(sch, name)
		return known.Unknown()
	case "type":
		u, known := cat.Type(sch, name)
		return known.Unknown() || u != nil && u.Extension != ""
	}
	return !cat.Complete().Yes()
}

// server reads the lines of a database.
func server(ctx context.Context, db *pgx.Conn) (lines []string, err error) {
	tx, err := db.Begin(ctx)
	if err != nil {
		return nil, err
	}
	defer func() {
		if rollback := tx.Rollback(ctx); err == nil {
			err = rollback
		}
	}()
	if _, err := tx.Exec(ctx, "SET LOCAL search_path = ''"); err != nil {
		return nil, err
	}
	var version int
	if err := tx.QueryRow(ctx, "SELECT current_setting('server_version_num')::int / 10000").Scan(&version); err != nil {
		return nil, err
	}
	for _, query := range queries {
		query = forServer(query, version)
		rows, err := tx.Query(ctx, query)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", query, err)
		}
		more, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", query, err)
		}
		lines = append(lines, more...)
	}
	return lines, nil
}

// forServer is a query as a server of a major version takes it.
func forServer(query string, version int) string {
	for _, c := range laterColumns {
		if version < c.since {
			query = strings.ReplaceAll(query, c.name, c.before)
		}
	}
	return strings.ReplaceAll(query, "$own", own)
}

// laterColumns are columns of the system's catalogs that came after version 10, and what stands for them before.
var laterColumns = []struct {
	name   string
	since  int
	before string
}{
	{"k.conparentid", 11, "0::oid"},
	{"x.indnkeyatts", 11, "x.indnatts"},
	{"p.prokind", 11, "CASE WHEN p.proisagg THEN 'a' WHEN p.proiswindow THEN 'w' ELSE 'f' END"},
	{"a.attgenerated", 12, "''"},
	{"k.confdelsetcols", 15, "'{}'::int2[]"},
}

// own is the condition for a schema n that is not the system's.
const own = `n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND n.nspname NOT LIKE 'pg_toast%'`

// queries give one line for each object; its fields are separated by tabs.
var queries = []string{
	`SELECT concat_ws(E'\t', 'schema', '', n.nspname) FROM pg_namespace n WHERE $own AND n.nspname NOT LIKE 'pg_temp%'`,
	`SELECT concat_ws(E'\t', 'table', ` + space + `, c.relname, c.relkind, c.relpersistence = 'u', c.relispartition)
	 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE $own AND c.relkind IN ('r', 'p', 'f', 'v', 'm')
	 AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')`,
	`SELECT concat_ws(E'\t', 'column', ` + space + `, c.relname, row_number() OVER (PARTITION BY c.oid ORDER BY a.attnum), a.attname,
	   format_type(a.atttypid, a.atttypmod), CASE WHEN c.relkind IN ('r', 'p', 'f') THEN concat_ws(E'\t', a.attnotnull, a.attidentity, a.attgenerated,
	   a.atthasdef, a.attislocal, a.attinhcount) END)
	 FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
	 WHERE $own AND c.relkind IN ('r', 'p', 'f', 'v', 'm') AND a.attnum > 0 AND NOT a.attisdropped
	 AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')`,
	`SELECT concat_ws(E'\t', 'constraint', ` + space + `, c.relname, k.conname, k.contype, k.convalidated, k.condeferrable, k.condeferred,
	   k.conislocal, k.coninhcount,
	   CASE WHEN k.contype IN ('p', 'u', 'f') THEN (SELECT string_agg(a.attname, ',' ORDER BY o) FROM unnest(k.conkey) WITH ORDINALITY u (num, o)
	     JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.num) END,
	   CASE WHEN k.contype = 'f' THEN concat_ws(E'\t', ` + spaceOf("fn") + `, f.relname, (SELECT string_agg(a.attname, ',' ORDER BY o) FROM unnest(k.confkey) WITH ORDINALITY u (num, o)
	     JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.num), k.confupdtype, k.confdeltype, k.confmatchtype) END)
	 FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
	 LEFT JOIN pg_class f ON f.oid = k.confrelid LEFT JOIN pg_namespace fn ON fn.oid = f.relnamespace
	 WHERE $own AND k.contype IN ('p', 'u', 'f', 'c', 'x') AND NOT (k.contype = 'f' AND k.conparentid <> 0 AND k.confrelid <>
	   (SELECT confrelid FROM pg_constraint WHERE oid = k.conparentid))`,
	`SELECT concat_ws(E'\t', 'index', ` + space + `, t.relname, c.relname, am.amname, x.indisunique, x.indisprimary, x.indisvalid, x.indpred IS NOT NULL,
	   x.indnkeyatts, (SELECT string_agg(coalesce(a.attname, '?') ||
	     CASE WHEN o <= x.indnkeyatts THEN CASE x.indoption[o - 1] & 3 WHEN 0 THEN '' WHEN 1 THEN ' desc nulls last' WHEN 2 THEN ' nulls first' ELSE ' desc' END ELSE '' END, ',' ORDER BY o)
	     FROM unnest(x.indkey::int2[]) WITH ORDINALITY u (num, o) LEFT JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = u.num AND u.num <> 0))
	 FROM pg_index x JOIN pg_class c ON c.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid JOIN pg_am am ON am.oid = c.relam
	 JOIN pg_namespace n ON n.oid = c.relnamespace WHERE $own`,
	`SELECT concat_ws(E'\t', 'sequence', ` + space + `, c.relname, format_type(s.seqtypid, NULL), s.seqincrement, s.seqcycle, t.relname, a.attname)
	 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_sequence s ON s.seqrelid = c.oid
	 LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
	 LEFT JOIN pg_class t ON t.oid = d.refobjid LEFT JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid WHERE $own`,
	`SELECT concat_ws(E'\t', 'type', n.nspname, t.typname, t.typtype,
	   (SELECT string_agg(enumlabel, ',' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid),
	   CASE WHEN t.typtype = 'd' THEN concat_ws(E'\t', format_type(t.typbasetype, t.typtypmod), t.typnotnull, t.typdefault IS NOT NULL,
	     (SELECT string_agg(conname || CASE WHEN convalidated THEN '' ELSE ' not valid' END, ',' ORDER BY conname) FROM pg_constraint WHERE contypid = t.oid AND contype = 'c')) END,
	   CASE WHEN t.typtype = 'c' THEN (SELECT string_agg(attname || ' ' || format_type(atttypid, atttypmod), ',' ORDER BY attnum) FROM pg_attribute
	     WHERE attrelid = t.typrelid AND attnum > 0 AND NOT attisdropped) END,
	   (SELECT format_type(rngsubtype, NULL) FROM pg_range WHERE rngtypid = t.oid))
	 FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_class c ON c.oid = t.typrelid
	 WHERE $own AND t.typtype IN ('e', 'd', 'c', 'r', 'm') AND (c.oid IS NULL OR c.relkind = 'c')
	 AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e')`,
	`SELECT concat_ws(E'\t', 'routine', ` + space + `, p.proname || '(' || coalesce((SELECT string_agg(format_type(t, NULL), ', ' ORDER BY o)
	     FROM unnest(p.proargtypes::oid[]) WITH ORDINALITY u (t, o)), '') || ')', p.prokind)
	 FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE $own
	 AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype IN ('e', 'i'))`,
	`SELECT concat_ws(E'\t', 'trigger', ` + space + `, c.relname, t.tgname, p.proname, t.tgenabled = 'D')
	 FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_proc p ON p.oid = t.tgfoid
	 WHERE $own AND NOT t.tgisinternal
	 AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_trigger'::regclass AND d.objid = t.oid AND d.refclassid = 'pg_trigger'::regclass)`,
	`SELECT concat_ws(E'\t', 'policy', ` + space + `, c.relname, p.polname) FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE $own`,
	`SELECT concat_ws(E'\t', 'extension', '', extname, n.nspname) FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE extname <> 'plpgsql'`,
	`SELECT concat_ws(E'\t', 'comment', ` + space + `, c.relname, a.attname, d.description) FROM pg_description d JOIN pg_class c ON c.oid = d.objoid
	 JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.objsubid AND d.objsubid > 0
	 WHERE d.classoid = 'pg_class'::regclass AND $own AND c.relkind IN ('r', 'p', 'f', 'v', 'm')`,
	`SELECT concat_ws(E'\t', 'parent', ` + space + `, c.relname, i.inhseqno, ` + spaceOf("pn") + `, p.relname) FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
	 JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_class p ON p.oid = i.inhparent JOIN pg_namespace pn ON pn.oid = p.relnamespace
	 WHERE $own AND c.relkind IN ('r', 'p', 'f')`,
	`SELECT concat_ws(E'\t', 'partition', ` + space + `, c.relname, p.partstrat, CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) = 'DEFAULT' END)
	 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_partitioned_table p ON p.partrelid = c.oid
	 WHERE $own AND (c.relispartition OR p.partrelid IS NOT NULL) AND c.relkind IN ('r', 'p', 'f')`,
	`SELECT concat_ws(E'\t', 'row security', ` + space + `, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE $own AND c.relrowsecurity`,
	`SELECT concat_ws(E'\t', 'unfilled', ` + space + `, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
	 WHERE $own AND c.relkind = 'm' AND NOT c.relispopulated`,
	`SELECT concat_ws(E'\t', 'collation', ` + space + `, c.relname, a.attname, l.collname) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
	 JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_type t ON t.oid = a.atttypid JOIN pg_collation l ON l.oid = a.attcollation
	 WHERE $own AND c.relkind IN ('r', 'p', 'f') AND a.attnum > 0 AND NOT a.attisdropped AND a.attcollation <> t.typcollation`,
	`SELECT concat_ws(E'\t', 'rule', ` + space + `, c.relname, r.rulename, r.is_instead) FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
	 JOIN pg_namespace n ON n.oid = c.relnamespace WHERE $own AND r.rulename <> '_RETURN'`,
	`SELECT concat_ws(E'\t', 'statistics', ` + space + `, c.relname, sn.nspname, s.stxname) FROM pg_statistic_ext s JOIN pg_class c ON c.oid = s.stxrelid
	 JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_namespace sn ON sn.oid = s.stxnamespace WHERE $own`,
	`SELECT concat_ws(E'\t', 'no inherit', ` + space + `, c.relname, k.conname) FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
	 JOIN pg_namespace n ON n.oid = c.relnamespace WHERE $own AND k.contype = 'c' AND k.connoinherit`,
	`SELECT concat_ws(E'\t', 'set columns', ` + space + `, c.relname, k.conname, (SELECT string_agg(a.attname, ',' ORDER BY o) FROM unnest(k.confdelsetcols) WITH ORDINALITY u (num, o)
	     JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.num))
	 FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
	 WHERE $own AND to_jsonb(k) ->> 'confdelsetcols' IS NOT NULL`,
	`SELECT concat_ws(E'\t', 'part of index', ` + space + `, t.relname, c.relname, ` + spaceOf("pn") + `, p.relname) FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
	 JOIN pg_index x ON x.indexrelid = c.oid JOIN pg_class t ON t.oid = x.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace
	 JOIN pg_class p ON p.oid = i.inhparent JOIN pg_namespace pn ON pn.oid = p.relnamespace WHERE $own`,
	`SELECT DISTINCT concat_ws(E'\t', 'uses', ` + space + `, c.relname, ` + spaceOf("fn") + `, f.relname)` + viewNeeds,
	`SELECT DISTINCT concat_ws(E'\t', 'reads', ` + space + `, c.relname, ` + spaceOf("fn") + `, f.relname, a.attname)` + viewNeeds + ` AND a.attname IS NOT NULL`,
	`SELECT concat_ws(E'\t', 'comment', ` + space + `, c.relname, 'constraint', k.conname, d.description) FROM pg_description d JOIN pg_constraint k ON k.oid = d.objoid
	 JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE d.classoid = 'pg_constraint'::regclass AND $own`,
	`SELECT concat_ws(E'\t', 'comment', ` + space + `, c.relname, 'index', i.relname, d.description) FROM pg_description d JOIN pg_class i ON i.oid = d.objoid
	 JOIN pg_index x ON x.indexrelid = i.oid JOIN pg_class c ON c.oid = x.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
	 WHERE d.classoid = 'pg_class'::regclass AND $own`,
	`SELECT concat_ws(E'\t', 'comment', ` + space + `, c.relname, 'trigger', t.tgname, d.description) FROM pg_description d JOIN pg_trigger t ON t.oid = d.objoid
	 JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE d.classoid = 'pg_trigger'::regclass AND $own`,
	`SELECT concat_ws(E'\t', 'comment of sequence', n.nspname, c.relname, d.description) FROM pg_description d JOIN pg_class c ON c.oid = d.objoid
	 JOIN pg_namespace n ON n.oid = c.relnamespace WHERE d.classoid = 'pg_class'::regclass AND $own AND c.relkind = 'S'`,
	`SELECT concat_ws(E'\t', 'comment of type', n.nspname, t.typname, d.description) FROM pg_description d JOIN pg_type t ON t.oid = d.objoid
	 JOIN pg_namespace n ON n.oid = t.typnamespace WHERE d.classoid = 'pg_type'::regclass AND $own
	 AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_type'::regclass AND e.objid = t.oid AND e.deptype = 'e')`,
	`SELECT concat_ws(E'\t', 'comment of schema', '', n.nspname, d.description) FROM pg_description d JOIN pg_namespace n ON n.oid = d.objoid
	 WHERE d.classoid = 'pg_namespace'::regclass AND $own AND d.description <> 'standard public schema'`,
	`SELECT concat_ws(E'\t', 'comment of routine', n.nspname, p.proname, d.description) FROM pg_description d JOIN pg_proc p ON p.oid = d.objoid
	 JOIN pg_namespace n ON n.oid = p.pronamespace WHERE d.classoid = 'pg_proc'::regclass AND $own
	 AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid AND e.deptype = 'e')`,
}

// viewNeeds are the views and the tables and columns that they read.
const viewNeeds = ` FROM pg_depend d JOIN pg_rewrite r ON r.oid = d.objid AND r.rulename = '_RETURN' JOIN pg_class c ON c.oid = r.ev_class
	 JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_class f ON f.oid = d.refobjid JOIN pg_namespace fn ON fn.oid = f.relnamespace
	 LEFT JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid AND d.refobjsubid > 0
	 WHERE d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> r.ev_class AND f.relkind IN ('r', 'p', 'f', 'v', 'm')
	 AND fn.nspname NOT IN ('pg_catalog', 'information_schema') AND $own
	 AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')`

// space is the schema of n, with that of temporary tables under one name.
var space = spaceOf("n")

func spaceOf(alias string) string {
	return "CASE WHEN " + alias + ".nspname LIKE 'pg_temp%' THEN 'pg_temp' ELSE " + alias + ".nspname END"
}
