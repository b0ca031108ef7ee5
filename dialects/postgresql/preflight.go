package postgresql

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// Preflight returns the writer of pre-flights.
func (Dialect) Preflight() sqlstmt.Preflight { return preflight{} }

// preflight runs every check in a block of its own, so that one which cannot run does not keep the others from it, and each
// in a transaction of its own, so that none holds back vacuum for the time of all. What was found is kept in settings of the
// session, since nothing else can be written in a transaction that is read only; a prepared statement makes the row of it.
type preflight struct{}

// Usage names the role, since privileges are asked for.
func (preflight) Usage(runner string) []string {
	lines := []string{"as the role that will run the release, since it asks for privileges, too"}
	if runner == psql {
		return append([]string{"psql -X -q -d DATABASE -f THIS_FILE"}, append(lines, "exit code 0: the release goes through; 3: a check says FAIL; 1 or 2: psql could not read the file, or lost the server")...)
	}
	return append([]string{"one statement at a time, on one connection in autocommit mode; print the rows"}, append(lines, "the last statement is an error if a check says FAIL")...)
}

// Directives have psql print one line for each check.
func (preflight) Directives(runner string) []string {
	if runner != psql {
		return nil
	}
	return []string{`\set ON_ERROR_STOP on`, `\set AUTOCOMMIT on`, `\set QUIET on`, `\pset tuples_only on`, `\pset format unaligned`, `\pset fieldsep ' | '`,
		"SET client_encoding = 'UTF8';", "SET standard_conforming_strings = on;"}
}

// preflightSettings: a check that waits or runs for long is given up, and says so.
var preflightSettings = []struct{ name, value string }{
	{"default_transaction_read_only", "on"}, {"lock_timeout", "'2s'"}, {"statement_timeout", "'10min'"}, {"client_min_messages", "warning"},
}

// verdict is the statement that makes the row of a check, and counts it. What an error says of a value stays out of the row, and so does what a function of the
// database has to say.
const verdict = `PREPARE sqlplan_verdict (int, text, text, text, text) AS -- number, verdict if something is found, if it cannot be asked; what, where
SELECT lpad($1::text, 3), rpad(verdict, 4), $4, $5, CASE WHEN error = '' THEN found ELSE '' END, example
FROM (SELECT *, CASE WHEN error ~ '^22' AND $3 = 'DATA' THEN $2 WHEN error <> '' THEN replace($3, 'DATA', 'WARN') WHEN found <> '0' THEN $2 ELSE 'ok' END AS verdict,
        CASE WHEN error = '' THEN left(current_setting('sqlplan.example'), 300)
            ELSE CASE WHEN $3 = 'FAIL' THEN '' WHEN error ~ '^22' AND $3 = 'DATA' THEN 'mend the row, or the condition (NULLIF, CASE), with which the server cannot work it out: ' ELSE 'cannot be checked: ' END || CASE
                WHEN error LIKE 'P0001%' THEN 'a function of this database refuses it'
                WHEN error ~ '^2[23]' THEN regexp_replace(substr(error, 7), '".*"', '"..."')
                ELSE left(substr(error, 7), 300) END END AS example
    FROM (SELECT current_setting('sqlplan.found') AS found, current_setting('sqlplan.error') AS error) AS answer) AS row
WHERE set_config('sqlplan.checks', (current_setting('sqlplan.checks')::int + 1)::text, false) <> ''
    AND set_config('sqlplan.failed', (current_setting('sqlplan.failed')::int + (verdict = 'FAIL')::int)::text, false) <> ''
    AND set_config('sqlplan.warned', (current_setting('sqlplan.warned')::int + (verdict = 'WARN')::int)::text, false) <> ''`

func (preflight) Begin(string) []string {
	var list []string
	for _, s := range preflightSettings {
		list = append(list, "SET "+s.name+" = "+s.value)
	}
	return append(list, "SET sqlplan.checks = '0'", "SET sqlplan.failed = '0'", "SET sqlplan.warned = '0'", verdict)
}

// End puts the settings back before it fails: the session may go on under another runner than psql.
func (preflight) End(string) []string {
	list := []string{`SELECT current_setting('sqlplan.checks') || ' checks: ' || current_setting('sqlplan.failed') || ' FAIL, ' || current_setting('sqlplan.warned') || ' WARN'`,
		"DEALLOCATE sqlplan_verdict"}
	for _, s := range preflightSettings {
		list = append(list, "RESET "+s.name)
	}
	return append(list, do(`BEGIN
    IF current_setting('sqlplan.failed')::int > 0 THEN
        RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
            MESSAGE = 'sqlplan: the release would fail on this database: ' || current_setting('sqlplan.failed') || ' of ' || current_setting('sqlplan.checks') || ' checks say FAIL',
            HINT = 'Nothing was changed. Repair the rows and objects above, or compile another release.';
    END IF;
END`)...)
}

// Check: an error of the query is a warning that it could not be asked, unless it is what is looked for.
func (preflight) Check(number int, p sqlstmt.Probe) []string {
	bad, broken := "FAIL", "WARN"
	if p.Warns {
		bad = "WARN"
	}
	switch {
	case p.Refuses:
		broken = "FAIL"
	case p.RefusesData:
		broken = "DATA"
	}
	declare, body := "DECLARE n bigint := 0; example text;", p.Block // not indented: a text in it may have several lines
	if body == "" {
		body = "EXECUTE " + dollars(p.Query) + " INTO n, example;"
	} else if strings.Contains(body, "FOR r IN") {
		declare += " r record;"
	}
	run := do(declare + `
BEGIN
    ` + body + `
    PERFORM set_config('sqlplan.found', n::text, false), set_config('sqlplan.example', coalesce(example, ''), false), set_config('sqlplan.error', '', false);
EXCEPTION WHEN query_canceled OR OTHERS THEN
    PERFORM set_config('sqlplan.error', SQLSTATE || ' ' || SQLERRM, false);
END`)
	row := fmt.Sprintf("EXECUTE sqlplan_verdict(%d, '%s', '%s',\n    %s, %s)", number, bad, broken, literal(p.What), literal(p.Object))
	return append(run, row)
}

// dollars quotes a text so that it can be read as it is.
func dollars(text string) string {
	tag := "$q$"
	for n := 1; strings.Contains(text, tag); n++ {
		tag = fmt.Sprintf("$q%d$", n)
	}
	return tag + "\n" + text + "\n" + tag
}

// fullName is a table's name with its schema: the search_path of the session may lead elsewhere.
func fullName(n schema.Name) string {
	if n.Schema == "" {
		return ident(n.Name)
	}
	return ident(n.Schema) + "." + ident(n.Name)
}

// from is what a query reads to see the rows as the statement will.
func from(r sqlstmt.Rows, alias string) string {
	if r.Born {
		return listedRows(r, alias)
	}
	if r.Columns == nil {
		return fullName(r.Table) + " AS " + ident(alias)
	}
	list := []string{"tableoid", "ctid"}
	if !r.Stored {
		list = nil
	}
	for _, c := range r.Columns {
		value := c.Value
		switch {
		case c.From != "":
			value = ident(c.From)
		case value == "":
			value = "NULL"
		}
		if c.Type != "" {
			value = "(" + value + ")::" + c.Type
		}
		if value != ident(c.Name) {
			value += " AS " + ident(c.Name)
		}
		list = append(list, value)
	}
	return "(SELECT " + strings.Join(list, ", ") + " FROM " + fullName(r.Table) + ") AS " + ident(alias)
}

// listedRows are the rows of a table that is not there yet.
func listedRows(r sqlstmt.Rows, alias string) string {
	rows := make([]string, len(r.Listed))
	for i, row := range r.Listed {
		list := make([]string, len(row))
		for j, v := range row {
			list[j] = literalOf(v) + "::" + r.Columns[j].Type
		}
		rows[i] = "(" + strings.Join(list, ", ") + ")"
	}
	names := make([]string, len(r.Columns))
	for i, c := range r.Columns {
		names[i] = ident(c.Name)
	}
	return "(VALUES " + strings.Join(rows, ", ") + ") AS " + ident(alias) + " (" + strings.Join(names, ", ") + ")"
}

// literalOf writes a value of schema.ColumnDetails.Values.
func literalOf(v any) string {
	if v == nil {
		return "NULL"
	}
	return literal(fmt.Sprint(v))
}

// rowName says which row it is: by its primary key, else by its place. No other value of a row is ever printed.
func rowName(r sqlstmt.Rows, alias string) string {
	if len(r.Key) == 0 {
		if !r.Stored {
			return "NULL::text"
		}
		return "concat('row ', " + ident(alias) + ".ctid, ' of ', " + ident(alias) + ".tableoid::regclass)"
	}
	parts := make([]string, len(r.Key))
	for i, k := range r.Key {
		parts[i] = literal(k+" = ") + ", " + ident(alias) + "." + ident(k)
	}
	return "concat(" + strings.Join(parts, ", ', ', ") + ")"
}

func example(r sqlstmt.Rows, alias string) string { return "min(" + rowName(r, alias) + ")" }

// Probes are the queries for a demand.
func (p preflight) Probes(d sqlstmt.Demand) []sqlstmt.Probe {
	where := d.Rows.Alias + " (" + strings.Join(d.Keys, ", ") + ")"
	if d.Condition != "" {
		where += " where " + d.Condition
	}
	tables := []schema.Name{d.Rows.Table}
	switch d.Kind {
	case sqlstmt.DemandGuard:
		return []sqlstmt.Probe{{What: "the version table is where the script starts", Object: "", Block: "EXECUTE " + dollars(strings.Join(d.Guard, ";\n")) + ";", Refuses: true}}
	case sqlstmt.DemandTables:
		return []sqlstmt.Probe{missingTables(d.Tables)}
	case sqlstmt.DemandFree:
		return takenNames(d.Objects)
	case sqlstmt.DemandExtensions:
		return extensions(d.Objects)
	case sqlstmt.DemandUses:
		return lackingRights(d.Uses)
	case sqlstmt.DemandOwned:
		return []sqlstmt.Probe{notOwned(d.Objects)}
	case sqlstmt.DemandRoles:
		return []sqlstmt.Probe{missingRoles(d.Objects)}
	case sqlstmt.DemandSuperuser:
		return []sqlstmt.Probe{{What: "only a superuser may run this", Object: d.Objects[0].Name.Name,
			Query: "SELECT count(*), 'the role is ' || current_user\nFROM pg_roles WHERE rolname = current_user AND NOT rolsuper GROUP BY rolname"}}
	case sqlstmt.DemandCreate:
		return []sqlstmt.Probe{closedSchemas(d.Schemas)}
	case sqlstmt.DemandQuiet:
		return []sqlstmt.Probe{oldTransactions(), lockedTables(d.Tables)}
	case sqlstmt.DemandSound:
		return []sqlstmt.Probe{invalidIndexes(d.Tables)}
	case sqlstmt.DemandSpace:
		return []sqlstmt.Probe{space(d.Tables)}
	case sqlstmt.DemandUnique:
		if d.Type != "" && keepsApart(d.OldType, d.Type, d.Using) {
			return []sqlstmt.Probe{}
		}
		return []sqlstmt.Probe{{What: "duplicates", Object: where, Query: duplicates(d), Tables: tables}}
	case sqlstmt.DemandExclusion:
		return []sqlstmt.Probe{{What: "rows that exclude each other", Object: excluding(d), Query: exclusions(d), Tables: tables}}
	case sqlstmt.DemandBound:
		return bounds(d, tables)
	case sqlstmt.DemandApart:
		return overlaps(d)
	case sqlstmt.DemandCovered:
		return uncovered(d)
	case sqlstmt.DemandNotNull:
		return []sqlstmt.Probe{{What: "NULLs", Object: where, Tables: tables,
			Query: "SELECT count(*), " + example(d.Rows, "t") + "\nFROM " + from(d.Rows, "t") + "\nWHERE t." + d.Keys[0] + " IS NULL"}}
	case sqlstmt.DemandCheck:
		object := d.Rows.Alias
		if len(d.Keys) > 0 { // of a domain, in one of its columns
			object += " (" + d.Keys[0] + ")"
		}
		return []sqlstmt.Probe{{What: "rows that break CHECK (" + d.Condition + ")", Object: object, Tables: tables,
			Query: "SELECT count(*), " + example(d.Rows, d.Rows.Alias) + "\nFROM " + from(d.Rows, d.Rows.Alias) + "\nWHERE (" + d.Condition + ") IS FALSE",
			// A new value that cannot be made is told by the check of the new type.
			RefusesData: !slices.ContainsFunc(d.Rows.Columns, func(c sqlstmt.RowColumn) bool { return c.Type != "" })}}
	case sqlstmt.DemandReference:
		return []sqlstmt.Probe{{What: "orphans", Object: where + " -> " + d.Ref.Alias + " (" + strings.Join(d.RefKeys, ", ") + ")" + bornText(d.Ref), Query: orphans(d), Tables: append(tables, d.Ref.Table)}}
	case sqlstmt.DemandEmpty:
		return []sqlstmt.Probe{{What: "rows, for which there is no value", Object: where, Tables: tables,
			Query: "SELECT count(*), NULL::text\nFROM (SELECT FROM " + fullName(d.Rows.Table) + " LIMIT 1) AS t"}}
	case sqlstmt.DemandCast:
		return p.cast(d, tables)
	case sqlstmt.DemandKeyLength:
		return wideValues(d, where, tables)
	case sqlstmt.DemandRealDates: // no limit of this server
		return []sqlstmt.Probe{}
	}
	return nil
}

// duplicates shows the first and the last row of those that are the same.
func duplicates(d sqlstmt.Demand) string {
	var conditions []string
	if d.Condition != "" {
		conditions = append(conditions, "("+d.Condition+")")
	}
	if !d.NullsNotDistinct {
		for _, k := range d.Keys {
			conditions = append(conditions, k+" IS NOT NULL")
		}
	}
	where := ""
	if len(conditions) > 0 {
		where = "\n    WHERE " + strings.Join(conditions, " AND ")
	}
	row := rowName(d.Rows, d.Rows.Alias)
	return "SELECT count(*), min(example)\nFROM (SELECT concat(count(*), ' rows have the same: ', min(" + row + "), ' and ', max(" + row + ")) AS example\n    FROM " +
		from(d.Rows, d.Rows.Alias) + where + "\n    GROUP BY " + strings.Join(d.Keys, ", ") + " HAVING count(*) > 1) AS d"
}

// orphans of a table that is empty are all rows that refer to something.
func orphans(d sqlstmt.Demand) string {
	var match, full, shown []string
	for i, k := range d.Keys {
		match = append(match, "parent."+d.RefKeys[i]+" = child."+k)
		full = append(full, "child."+k+" IS NOT NULL")
		shown = append(shown, "child."+k)
	}
	condition := strings.Join(full, " AND ")
	if !d.Ref.Born || len(d.Ref.Listed) > 0 {
		condition += "\n    AND NOT EXISTS (SELECT FROM " + from(d.Ref, "parent") + " WHERE " + strings.Join(match, " AND ") + ")"
	}
	if d.MatchFull && len(d.Keys) > 1 {
		condition = "(" + condition + ")\n    OR num_nulls(" + strings.Join(shown, ", ") + fmt.Sprintf(") BETWEEN 1 AND %d", len(d.Keys)-1)
	}
	return "SELECT count(*), " + example(d.Rows, "child") + "\nFROM " + from(d.Rows, "child") + "\nWHERE " + condition
}

// exclusions compares every row with every other one, but for the pairs that an equality rules out.
func exclusions(d sqlstmt.Demand) string {
	keys, match := make([]string, len(d.Keys)), make([]string, len(d.Keys))
	for i, k := range d.Keys {
		keys[i] = fmt.Sprintf("%s AS k%d", k, i+1)
		match[i] = fmt.Sprintf("a.k%d %s b.k%d", i+1, d.Operators[i], i+1)
	}
	where := ""
	if d.Condition != "" {
		where = "\n    WHERE (" + d.Condition + ")"
	}
	return "WITH held AS MATERIALIZED (\n    SELECT row_number() OVER () AS n, " + rowName(d.Rows, d.Rows.Alias) + " AS example, " + strings.Join(keys, ", ") + "\n    FROM " +
		from(d.Rows, d.Rows.Alias) + where + ")\nSELECT count(*), min(a.example)\nFROM held AS a\nWHERE EXISTS (SELECT FROM held AS b WHERE a.n <> b.n AND " + strings.Join(match, " AND ") + ")"
}

// limited is a type of text with a length, which an assignment refuses to cut and a cast cuts.
var limited = lazyregexp.New(`^(character varying|varchar|character|char|bpchar)\((\d+)\)$`)

// cast asks whether the change of a column's type fails, and what it would lose without failing.
func (p preflight) cast(d sqlstmt.Demand, tables []schema.Name) []sqlstmt.Probe {
	column := d.Keys[0]
	value := "(" + column + ")"
	if d.Using != "" {
		value = "(" + d.Using + ")"
	}
	object := d.Rows.Alias + " (" + column + "), from " + d.OldType + " to " + d.Type
	var list []sqlstmt.Probe
	if m := limited.FindStringSubmatch(d.Type); m == nil || d.Using != "" { // what has a text always has one that is cut
		list = append(list, sqlstmt.Probe{What: "values that do not fit the new type", Object: object, Block: tryCast(d, value+"::"+d.Type), Tables: tables})
	}
	rows := func(condition string) string {
		return "SELECT count(*), " + example(d.Rows, d.Rows.Alias) + "\nFROM " + from(d.Rows, d.Rows.Alias) + "\nWHERE " + condition
	}
	plainCast := d.Using == "" || strings.HasPrefix(strings.ReplaceAll(d.Using, " ", ""), column+"::")
	switch m := limited.FindStringSubmatch(d.Type); {
	case m != nil && (d.Using == "" || !plainCast):
		list = append(list, sqlstmt.Probe{What: "values that are too long", Object: object, Tables: tables, Query: rows("substr(" + value + "::text, " + m[2] + " + 1) ~ '[^ ]'")})
	case m != nil:
		list = append(list, sqlstmt.Probe{What: "values that would be cut", Object: object, Tables: tables, Warns: true, Query: rows("substr(" + column + "::text, " + m[2] + " + 1) ~ '[^ ]'")})
	case plainCast && losesDigits(d.OldType, d.Type):
		list = append(list, sqlstmt.Probe{What: "values that would be rounded or cut", Object: object, Tables: tables, Warns: true,
			Query: rows("(" + column + ")::" + d.Type + "::" + d.OldType + " IS DISTINCT FROM " + column)})
	}
	return list
}

// losesDigits tells whether a cast between two types can lose digits, or the time of a day, without an error.
func losesDigits(from, to string) bool {
	base := func(t string) string {
		name, _, _ := strings.Cut(t, "(")
		_, tail, _ := strings.Cut(t, ")")
		return name + tail
	}
	numbers := []string{"numeric", "real", "double precision", "smallint", "integer", "bigint", "money"}
	a, b := base(from), base(to)
	switch {
	case slices.Contains(numbers, a) && slices.Contains(numbers, b):
		return a == "numeric" || a == "double precision" || a == "real" || b == "real" || b == "double precision"
	case a == "timestamp without time zone" || a == "timestamp with time zone":
		return b == "date" || strings.HasPrefix(b, "timestamp") && strings.Contains(to, "(") && a == b
	}
	return false
}

// refusal is what an error says of a row, without the value that it is about.
const refusal = `CASE WHEN SQLSTATE = 'P0001' THEN 'the expression refuses it' ELSE regexp_replace(SQLERRM, '".*"', '"..."') END`

// tryCast makes the value of every row in one go. Only where that fails each row is tried alone, until it is clear
// that there are many.
func tryCast(d sqlstmt.Demand, value string) string {
	source := from(d.Rows, d.Rows.Alias)
	alias := ident(d.Rows.Alias)
	if !d.Rows.Stored {
		return "EXECUTE " + dollars("SELECT 0, NULL::text FROM (SELECT count("+value+")\nFROM "+source+") AS t") + " INTO n, example;"
	}
	single := "SELECT count(" + value + ")\nFROM " + source + "\nWHERE " + alias + ".tableoid = $1 AND " + alias + ".ctid = $2"
	return fmt.Sprintf(`BEGIN
    EXECUTE %s INTO example;
    example := NULL;
EXCEPTION WHEN OTHERS THEN
    FOR r IN EXECUTE %s LOOP
        BEGIN
            EXECUTE %s INTO example USING r.tableoid, r.ctid;
        EXCEPTION WHEN OTHERS THEN
            n := n + 1;
            IF n = 1 THEN
                PERFORM set_config('sqlplan.example', r.key || ': ' || %s, false);
            END IF;
        END;
        EXIT WHEN n >= 1000 OR clock_timestamp() > statement_timestamp() + interval '5 minutes';
    END LOOP;
    IF n > 0 THEN
        example := current_setting('sqlplan.example');
    ELSIF clock_timestamp() > statement_timestamp() + interval '5 minutes' THEN
        n := 1; example := 'some row, not found within 5 minutes';
    END IF;
END;`, dollars("SELECT count("+value+")\nFROM "+source),
		dollars("SELECT "+alias+".tableoid, "+alias+".ctid, "+rowName(d.Rows, d.Rows.Alias)+" AS key\nFROM "+source), dollars(single), refusal)
}

// values writes rows for VALUES.
func values(rows ...[]string) string {
	list := make([]string, len(rows))
	for i, row := range rows {
		quoted := make([]string, len(row))
		for j, v := range row {
			quoted[j] = literal(v)
		}
		list[i] = "(" + strings.Join(quoted, ", ") + ")"
	}
	return "(VALUES " + strings.Join(list, ", ") + ")"
}

func tableValues(tables []schema.Name) string {
	rows := make([][]string, len(tables))
	for i, n := range tables {
		rows[i] = []string{fullName(n)}
	}
	return values(rows...)
}

// shortList names the first few tables.
func shortList(tables []schema.Name) string {
	names := make([]string, len(tables))
	for i, n := range tables {
		names[i] = n.String()
	}
	return fewOf(names)
}

func shortRows(rows [][]string) string {
	names := make([]string, len(rows))
	for i, r := range rows {
		names[i] = r[0] + " " + r[3]
	}
	return fewOf(names)
}

func fewOf(names []string) string {
	const shown = 4
	if len(names) > shown {
		return strings.Join(names[:shown-1], ", ") + fmt.Sprintf(" and %d more", len(names)-shown+1)
	}
	return strings.Join(names, ", ")
}

// counted is a query that counts rows of text, and shows them.
func counted(query string) string {
	return "SELECT count(*), string_agg(what, '; ' ORDER BY what)\nFROM (" + query + ") AS found (what)"
}

func missingTables(tables []schema.Name) sqlstmt.Probe {
	return sqlstmt.Probe{What: "tables that the release needs and that are missing", Object: shortList(tables),
		Query: counted("SELECT t.name FROM " + tableValues(tables) + " AS t (name) WHERE to_regclass(t.name) IS NULL")}
}

func closedSchemas(schemas []string) sqlstmt.Probe {
	rows := make([][]string, len(schemas))
	for i, s := range schemas {
		rows[i] = []string{s}
	}
	return sqlstmt.Probe{What: "schemas in which the role may not create", Object: strings.Join(schemas, ", "),
		Query: counted("SELECT s.name FROM " + values(rows...) + " AS s (name)\n    JOIN pg_namespace n ON n.nspname = s.name WHERE NOT has_schema_privilege(n.oid, 'CREATE')")}
}

// oldTransactions also hold back CREATE INDEX CONCURRENTLY, which waits for every transaction that is older than itself.
func oldTransactions() sqlstmt.Probe {
	return sqlstmt.Probe{What: "transactions that are open for more than 5 minutes", Warns: true,
		Query: counted("SELECT 'pid ' || pid || ' of ' || coalesce(usename, '?') || ' since ' || date_trunc('second', now() - xact_start)\n    FROM pg_stat_activity" +
			" WHERE xact_start < now() - interval '5 minutes' AND pid <> pg_backend_pid() AND datname = current_database()\n" +
			"    UNION ALL\n    SELECT 'prepared transaction ' || gid FROM pg_prepared_xacts WHERE database = current_database()")}
}

// lockedTables leaves out what a plain read takes and gives back at once.
func lockedTables(tables []schema.Name) sqlstmt.Probe {
	return sqlstmt.Probe{What: "sessions that hold locks on these tables for more than 10 seconds", Object: shortList(tables), Warns: true,
		Query: counted("SELECT DISTINCT 'pid ' || l.pid || ' ' || l.mode || ' on ' || t.name || ' since ' || date_trunc('second', now() - a.xact_start)\n    FROM " + tableValues(tables) +
			" AS t (name)\n    JOIN pg_locks l ON l.relation = to_regclass(t.name) AND l.granted\n    JOIN pg_stat_activity a ON a.pid = l.pid AND a.pid <> pg_backend_pid()" +
			"\n    WHERE l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND a.xact_start < now() - interval '10 seconds'")}
}

// space warns from 1 GB on. How much is free, the server does not tell.
func space(tables []schema.Name) sqlstmt.Probe {
	return sqlstmt.Probe{What: "tables of more than 1 GB that are written again, which needs as much disk besides", Object: shortList(tables), Warns: true,
		Query: "WITH t AS (SELECT name, to_regclass(name) AS rel FROM " + tableValues(tables) + " AS t (name))\n" +
			"SELECT count(*) FILTER (WHERE size > 1073741824), concat(string_agg(name || ' ' || pg_size_pretty(size), '; ' ORDER BY size DESC, name), '; free on the server''s disk must be ', pg_size_pretty(sum(size)))\n" +
			"FROM (SELECT name, coalesce((SELECT sum(pg_total_relation_size(relid))::bigint FROM pg_partition_tree(rel)), pg_total_relation_size(rel), 0) AS size\n    FROM t\n" +
			"    WHERE NOT EXISTS (SELECT FROM t AS whole WHERE whole.rel <> t.rel AND whole.rel IN (SELECT relid FROM pg_partition_ancestors(t.rel)))) AS found"}
}

// takenNames asks for what is there under a name that is to be made. An index that a failed CREATE INDEX CONCURRENTLY has left is
// told apart, since it is to be dropped, and since IF NOT EXISTS takes it for a good one.
func takenNames(objects []sqlstmt.DemandObject) []sqlstmt.Probe {
	var hard, soft, indexes [][]string
	for _, o := range objects {
		row := []string{o.Kind, fullName(o.Name), fullName(o.Table), o.Name.Name}
		switch {
		case o.Kind == "index":
			indexes = append(indexes, row)
			fallthrough
		case !o.IfNotExists:
			if o.Kind != "index" || !o.IfNotExists {
				hard = append(hard, row)
			}
		default:
			soft = append(soft, row)
		}
	}
	const taken = `
    WHERE CASE o.kind
        WHEN 'schema' THEN EXISTS (SELECT FROM pg_namespace WHERE nspname = o.bare)
        WHEN 'extension' THEN EXISTS (SELECT FROM pg_extension WHERE extname = o.bare)
        WHEN 'type' THEN to_regtype(o.name) IS NOT NULL
        WHEN 'column' THEN EXISTS (SELECT FROM pg_attribute WHERE attrelid = to_regclass(o.of) AND attname = o.bare AND NOT attisdropped)
        WHEN 'constraint' THEN EXISTS (SELECT FROM pg_constraint WHERE conrelid = to_regclass(o.of) AND conname = o.bare)
        ELSE to_regclass(o.name) IS NOT NULL END`
	named := func(rows [][]string) string {
		return "SELECT o.kind || ' ' || CASE WHEN o.kind IN ('column', 'constraint') THEN o.bare || ' of ' || o.of WHEN o.kind = 'extension' THEN o.bare ELSE o.name END\n    FROM " + values(rows...) + " AS o (kind, name, of, bare)"
	}
	var list []sqlstmt.Probe
	if len(hard) > 0 {
		list = append(list, sqlstmt.Probe{What: "names that the release makes and that are taken", Object: shortRows(hard), Query: counted(named(hard) + taken)})
	}
	if len(soft) > 0 {
		list = append(list, sqlstmt.Probe{What: "names that IF NOT EXISTS would leave as they are", Object: shortRows(soft), Warns: true, Query: counted(named(soft) + taken)})
	}
	if len(indexes) > 0 {
		list = append(list, sqlstmt.Probe{What: "invalid indexes left behind under such a name: drop them first", Object: shortRows(indexes),
			Query: counted(named(indexes) + "\n    JOIN pg_index i ON i.indexrelid = to_regclass(o.name) WHERE NOT i.indisvalid")})
	}
	return list
}

func extensions(objects []sqlstmt.DemandObject) []sqlstmt.Probe {
	rows := make([][]string, len(objects))
	var names []string
	for i, o := range objects {
		rows[i], names = []string{o.Name.Name}, append(names, o.Name.Name)
	}
	return []sqlstmt.Probe{
		{What: "extensions that the server does not have", Object: strings.Join(names, ", "),
			Query: counted("SELECT e.name FROM " + values(rows...) + " AS e (name) WHERE NOT EXISTS (SELECT FROM pg_available_extensions a WHERE a.name = e.name)")},
		{What: "extensions that the role may not install", Object: strings.Join(names, ", "),
			Query: counted(`SELECT e.name FROM ` + values(rows...) + ` AS e (name)
    WHERE NOT EXISTS (SELECT FROM pg_extension x WHERE x.extname = e.name)
        AND NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
        AND NOT (has_database_privilege(current_database(), 'CREATE') AND EXISTS (SELECT FROM pg_available_extension_versions v
            WHERE v.name = e.name AND (to_jsonb(v) ->> 'trusted')::boolean))`)},
	}
}
