package mysql

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// Preflight returns the writer of pre-flights.
func (d Dialect) Preflight() sqlstmt.Preflight { return preflight{script{d.Flavour}} }

// preflight puts the text of each query into a user variable, and prepares it only where its tables are there: neither server can
// catch an error outside of a stored program. What was found is kept in user variables.
type preflight struct{ script }

// Usage leaves the names of columns out, so that each check is one line.
func (p preflight) Usage(runner string) []string {
	lines := []string{"as the user that will run the release, since it asks for privileges, too"}
	if runner != client {
		return append([]string{"one statement at a time, on one connection in autocommit mode; print the rows"}, append(lines, "the last statement is an error if a check says FAIL")...)
	}
	lines = append(lines, "exit code 0: the release goes through; 1: the last lines say that it would fail, or an error stopped the script before its end")
	name := "mysql"
	if p.flavour == MariaDB {
		name = "mariadb"
	}
	return append([]string{name + " --skip-force --comments --binary-mode --skip-column-names --raw --default-character-set=utf8mb4 DATABASE < THIS_FILE"}, lines...)
}

func (preflight) Directives(runner string) []string {
	if runner != client {
		return nil
	}
	return []string{"SET NAMES utf8mb4;", "SET autocommit = 1;"}
}

// limits bound how long a query runs and waits.
func (p preflight) limits() []string {
	if p.flavour == MariaDB {
		return []string{"max_statement_time = 600", "lock_wait_timeout = 5"}
	}
	return []string{"max_execution_time = 600000", "lock_wait_timeout = 5"}
}

func (p preflight) Begin(string) []string {
	list := []string{"SET SESSION TRANSACTION READ ONLY"}
	for _, l := range p.limits() {
		list = append(list, "SET SESSION "+l)
	}
	list = append(list, "SET @sqlplan_checks = 0, @sqlplan_failed = 0, @sqlplan_warned = 0")
	for _, s := range p.prepared() {
		list = append(list, "PREPARE "+s.name+" FROM "+p.literal(s.text))
	}
	return list
}

// prepared are the statements that make the row of a check: what it found becomes a verdict, which is counted and printed.
func (p preflight) prepared() []struct{ name, text string } {
	return []struct{ name, text string }{
		{"sqlplan_verdict", "SET @sqlplan_verdict = CASE WHEN @sqlplan_n IS NULL THEN 'WARN' WHEN @sqlplan_n = 0 THEN 'ok' ELSE @sqlplan_bad END"},
		{"sqlplan_count", "SET @sqlplan_checks = @sqlplan_checks + 1, @sqlplan_failed = @sqlplan_failed + (@sqlplan_verdict = 'FAIL'), @sqlplan_warned = @sqlplan_warned + (@sqlplan_verdict = 'WARN')"},
		{"sqlplan_row", "SELECT CONCAT_WS(' | ', LPAD(@sqlplan_checks, 3, ' '), RPAD(@sqlplan_verdict, 4, ' '), @sqlplan_what, @sqlplan_where, COALESCE(@sqlplan_n, ''),\n" +
			"    IF(@sqlplan_n IS NULL, 'cannot be checked: a table or a privilege is missing', COALESCE(LEFT(@sqlplan_example, 300), '')))"},
	}
}

func (p preflight) End(string) []string {
	list := []string{"SELECT CONCAT(@sqlplan_checks, ' checks: ', @sqlplan_failed, ' FAIL, ', @sqlplan_warned, ' WARN')"}
	for _, s := range p.prepared() {
		list = append(list, "DEALLOCATE PREPARE "+s.name)
	}
	for _, l := range p.limits() {
		name, _, _ := strings.Cut(l, " ")
		list = append(list, "SET SESSION "+name+" = DEFAULT")
	}
	list = append(list, "SET SESSION TRANSACTION READ WRITE",
		"SET @sqlplan_refusal = CONCAT('sqlplan: the release would fail on this database: ', @sqlplan_failed, ' of ', @sqlplan_checks, ' checks say FAIL. Nothing was changed.')")
	return append(list, p.raise("IF(@sqlplan_failed = 0, 'DO 0', "+p.failingWith("@sqlplan_refusal")+")")...)
}

func (p preflight) Check(_ int, probe sqlstmt.Probe) []string {
	bad := "'FAIL'"
	switch {
	case probe.Warns:
		bad = "'WARN'"
	case probe.Strict:
		bad = "IF(@@SESSION.sql_mode LIKE '%STRICT\\_%', 'FAIL', 'WARN')"
	}
	query := probe.Query + "\nINTO @sqlplan_n, @sqlplan_example"
	text := p.literal(query)
	if probe.Only != "" {
		text = "IF(" + probe.Only + ",\n" + text + ",\n'DO 0')"
	}
	if len(probe.Tables) > 0 {
		text = fmt.Sprintf("IF((SELECT COUNT(*) FROM information_schema.tables WHERE (table_schema, table_name) IN (%s)) = %d,\n%s,\n'DO 0')", p.pairs(probe.Tables), distinct(probe.Tables), text)
	}
	return append(append([]string{}, probe.Setup...),
		"SET @sqlplan_what = "+p.literal(probe.What)+", @sqlplan_where = "+p.literal(probe.Object)+",\n    @sqlplan_bad = "+bad+", @sqlplan_n = NULL, @sqlplan_example = NULL",
		"SET @sqlplan_query = "+text,
		"PREPARE sqlplan FROM @sqlplan_query",
		"EXECUTE sqlplan",
		"EXECUTE sqlplan_verdict",
		"EXECUTE sqlplan_count",
		"EXECUTE sqlplan_row")
}

// database is the schema of a name: what the catalog calls by its default is the current one.
func (p preflight) database(n schema.Name) string {
	if n.Schema == "" || n.Schema == schema.DefaultSchema {
		return "DATABASE()"
	}
	return p.literal(n.Schema)
}

func (p preflight) fullName(n schema.Name) string {
	if n.Schema == "" || n.Schema == schema.DefaultSchema {
		return p.quoted(n.Name)
	}
	return p.quoted(n.Schema) + "." + p.quoted(n.Name)
}

func (p preflight) pairs(tables []schema.Name) string {
	list := make([]string, len(tables))
	for i, n := range tables {
		list[i] = "(" + p.database(n) + ", " + p.literal(n.Name) + ")"
	}
	return strings.Join(list, ", ")
}

func distinct(tables []schema.Name) int {
	seen := map[schema.Name]bool{}
	for _, n := range tables {
		seen[n] = true
	}
	return len(seen)
}

// rowsOf is what a query reads to see the rows as the statement will.
func (p preflight) rowsOf(r sqlstmt.Rows, alias string) string {
	if r.Columns == nil {
		return p.fullName(r.Table) + " AS " + p.quoted(alias)
	}
	var list []string
	for _, c := range r.Columns {
		value := c.Value
		switch {
		case c.From != "":
			value = castTo(p.quoted(c.From), c)
		case value == "" && c.NotNull: // https://dev.mysql.com/doc/refman/8.0/en/data-type-defaults.html
			value = emptyValue(c.Type)
		case value == "":
			value = "NULL"
		}
		list = append(list, value+" AS "+p.quoted(c.Name))
	}
	return "(SELECT " + strings.Join(list, ", ") + " FROM " + p.fullName(r.Table) + ") AS " + p.quoted(alias)
}

// castTo is a value as a changed column holds it, as far as that makes different values the same.
func castTo(value string, c sqlstmt.RowColumn) string {
	to := typeForm.FindStringSubmatch(c.Type)
	switch {
	case c.Charset != "":
		value = "CONVERT(" + value + " USING " + c.Charset + ")"
		if c.Collation != "" {
			value += " COLLATE " + c.Collation
		}
	case to == nil:
	case intBits(to[1]) > 0:
		value = "CAST(" + value + " AS DECIMAL(65,0))"
	case to[1] == "decimal" && to[2] != "":
		value = "CAST(" + value + " AS DECIMAL(" + to[2] + "))"
	case to[1] == "date":
		value = "CAST(" + value + " AS DATE)"
	}
	return value
}

// merges tells whether a change of a column's type or text can make two different values the same.
func merges(d sqlstmt.Demand) bool {
	to, from := typeForm.FindStringSubmatch(d.Type), typeForm.FindStringSubmatch(d.OldType)
	switch {
	case d.Charset != "":
		return true
	case to == nil || from == nil:
		return false
	case intBits(to[1]) > 0:
		return intBits(from[1]) == 0
	}
	return to[1] == "decimal" || to[1] == "date"
}

var numberType = lazyregexp.New(`^(tinyint|smallint|mediumint|int|bigint|decimal|float|double|bit|year)\b`)

func emptyValue(typ string) string {
	if numberType.MatchString(typ) {
		return "0"
	}
	return "''"
}

// shown makes values of any character set fit together.
func shown(value string) string { return "CONVERT(" + value + " USING utf8mb4) COLLATE utf8mb4_bin" }

// rowName says which row it is, by its primary key; NULL without one. No other value of a row is ever printed.
func (p preflight) rowName(r sqlstmt.Rows, alias string) string {
	if len(r.Key) == 0 {
		return "NULL"
	}
	list := make([]string, len(r.Key))
	for i, k := range r.Key {
		list[i] = "CONCAT(" + p.literal(k+" = ") + ", " + shown(p.quoted(alias)+"."+p.quoted(k)) + ")"
	}
	return "CONCAT_WS(', ', " + strings.Join(list, ", ") + ")"
}

func (p preflight) example(r sqlstmt.Rows, alias string) string {
	if len(r.Key) == 0 {
		return "NULL"
	}
	return "MIN(" + p.rowName(r, alias) + ")"
}

func (p preflight) rowsWhere(r sqlstmt.Rows, condition string) string {
	return "SELECT COUNT(*), " + p.example(r, r.Alias) + "\nFROM " + p.rowsOf(r, r.Alias) + "\nWHERE " + condition
}

// Probes are the queries for a demand.
func (p preflight) Probes(d sqlstmt.Demand) []sqlstmt.Probe {
	where := d.Rows.Alias + " (" + strings.Join(d.Keys, ", ") + ")"
	tables := []schema.Name{d.Rows.Table}
	switch d.Kind {
	case sqlstmt.DemandGuard: // but for its end, which raises what it has found
		return []sqlstmt.Probe{{What: "the version table is where the script starts", Setup: d.Guard[:max(0, len(d.Guard)-guardEnd)],
			Query: "SELECT @sqlplan_refusal IS NOT NULL, @sqlplan_refusal"}}
	case sqlstmt.DemandTables:
		return []sqlstmt.Probe{p.missingTables(d.Tables)}
	case sqlstmt.DemandFree:
		return p.takenNames(d.Objects)
	case sqlstmt.DemandUses:
		return p.privileges(d.Uses)
	case sqlstmt.DemandCreate:
		return []sqlstmt.Probe{p.lacking([][2]string{{"", "CREATE"}})}
	case sqlstmt.DemandQuiet:
		return []sqlstmt.Probe{p.oldTransactions(), queued()}
	case sqlstmt.DemandSpace:
		return []sqlstmt.Probe{p.space(d.Tables)}
	case sqlstmt.DemandUnique:
		if d.OldType != "" && !merges(d) {
			return []sqlstmt.Probe{}
		}
		return []sqlstmt.Probe{{What: "duplicates", Object: where, Query: p.duplicates(d), Tables: tables}}
	case sqlstmt.DemandKeyLength:
		return p.keyLength(d)
	case sqlstmt.DemandOwned: // nothing has an owner
		return []sqlstmt.Probe{}
	case sqlstmt.DemandRealDates:
		return []sqlstmt.Probe{p.zeroDates(d)}
	case sqlstmt.DemandNotNull:
		return []sqlstmt.Probe{{What: "NULLs", Object: where, Tables: tables, Strict: true, Query: p.rowsWhere(d.Rows, d.Keys[0]+" IS NULL")}}
	case sqlstmt.DemandCheck:
		return []sqlstmt.Probe{{What: "rows that break CHECK (" + d.Condition + ")", Object: d.Rows.Alias, Tables: tables, Query: p.rowsWhere(d.Rows, "("+d.Condition+") IS FALSE")}}
	case sqlstmt.DemandReference:
		return p.references(d, where, tables)
	case sqlstmt.DemandCast:
		return p.cast(d, tables)
	}
	return []sqlstmt.Probe{}
}

// guardEnd is how many statements of a guard stand behind the one that has set @sqlplan_refusal: two that raise it, and one that lets the session write.
const guardEnd = 3

func (p preflight) duplicates(d sqlstmt.Demand) string {
	var conditions []string
	for _, k := range d.Keys {
		conditions = append(conditions, k+" IS NOT NULL")
	}
	text := "CONCAT(COUNT(*), ' rows have the same')"
	if len(d.Rows.Key) > 0 {
		row := p.rowName(d.Rows, d.Rows.Alias)
		text = "CONCAT(COUNT(*), ' rows have the same: ', MIN(" + row + "), ' and ', MAX(" + row + "))"
	}
	return "SELECT COUNT(*), MIN(example)\nFROM (SELECT " + text + " AS example\n    FROM " +
		p.rowsOf(d.Rows, d.Rows.Alias) + "\n    WHERE " + strings.Join(conditions, " AND ") + "\n    GROUP BY " + strings.Join(d.Keys, ", ") + " HAVING COUNT(*) > 1) AS d"
}

// orphans of a table that is empty are all rows that refer to something.
func (p preflight) orphans(d sqlstmt.Demand) string {
	var match, full []string
	for i, k := range d.Keys {
		match = append(match, "parent."+d.RefKeys[i]+" = child."+k)
		full = append(full, "child."+k+" IS NOT NULL")
	}
	text := "SELECT COUNT(*), " + p.example(d.Rows, "child") + "\nFROM " + p.rowsOf(d.Rows, "child") + "\nWHERE " + strings.Join(full, " AND ")
	if !d.Ref.Born {
		text += "\n    AND NOT EXISTS (SELECT * FROM " + p.rowsOf(d.Ref, "parent") + " WHERE " + strings.Join(match, " AND ") + ")"
	}
	return text
}

var typeForm = lazyregexp.New(`^(\w+)(?:\((.*)\))?( unsigned)?( zerofill)?$`)

// intBits are the sizes of the types of integers: https://dev.mysql.com/doc/refman/8.0/en/integer-types.html
func intBits(name string) int {
	switch name {
	case "tinyint":
		return 8
	case "smallint":
		return 16
	case "mediumint":
		return 24
	case "int":
		return 32
	case "bigint":
		return 64
	}
	return 0
}

// textBytes are the most bytes that a type of long text holds: https://dev.mysql.com/doc/refman/8.0/en/storage-requirements.html
func textBytes(name string) int64 {
	switch name {
	case "tinytext", "tinyblob":
		return 1<<8 - 1
	case "text", "blob":
		return 1<<16 - 1
	case "mediumtext", "mediumblob":
		return 1<<24 - 1
	case "longtext", "longblob":
		return 1<<32 - 1
	}
	return 0
}

// fraction is the number of digits of a second.
func fraction(mod string) int {
	n, _ := strconv.Atoi(mod) // none where there is no number
	return n
}

func bounds(bits int, unsigned bool) (least, most string) {
	if unsigned {
		return "0", strconv.FormatUint(1<<bits-1, 10)
	}
	return strconv.FormatInt(-1<<(bits-1), 10), strconv.FormatInt(1<<(bits-1)-1, 10)
}

// decimalSize are the digits before and behind the point of DECIMAL(10,2).
func decimalSize(mod string) (whole, digits int, ok bool) {
	a, b, _ := strings.Cut(mod, ",")
	all, err := strconv.Atoi(strings.TrimSpace(a))
	if err != nil {
		return 0, 0, false
	}
	if b != "" {
		if digits, err = strconv.Atoi(strings.TrimSpace(b)); err != nil {
			return 0, 0, false
		}
	}
	return all - digits, digits, true
}

// counted is a query that counts rows of text, and shows them.
func counted(query string) string {
	return "SELECT COUNT(*), GROUP_CONCAT(what ORDER BY what SEPARATOR '; ')\nFROM (" + query + ") AS found"
}

// listed are rows of text, as a query.
func (p preflight) listed(columns []string, rows [][]string) string {
	list := make([]string, len(rows))
	for i, row := range rows {
		parts := make([]string, len(row))
		for j, v := range row {
			parts[j] = v + " AS " + columns[j]
		}
		list[i] = "SELECT " + strings.Join(parts, ", ")
	}
	return strings.Join(list, "\n        UNION ALL ")
}

func tableList(tables []schema.Name) string {
	const shown = 4
	var list []string
	for _, n := range tables {
		list = append(list, n.String())
	}
	if len(list) > shown {
		return strings.Join(list[:shown-1], ", ") + fmt.Sprintf(" and %d more", len(list)-shown+1)
	}
	return strings.Join(list, ", ")
}

// bin compares names byte by byte, whatever collation the dictionary has.
func bin(value string) string { return "CONVERT(" + value + " USING utf8mb4) COLLATE utf8mb4_bin" }

func (p preflight) missingTables(tables []schema.Name) sqlstmt.Probe {
	var rows [][]string
	for _, n := range tables {
		rows = append(rows, []string{p.database(n), p.literal(n.Name)})
	}
	return sqlstmt.Probe{What: "tables that the release needs and that are missing", Object: tableList(tables),
		Query: counted("SELECT n.name AS what FROM (" + p.listed([]string{"db", "name"}, rows) + ") AS n\n    WHERE NOT EXISTS (SELECT * FROM information_schema.tables t WHERE " +
			bin("t.table_schema") + " = " + bin("n.db") + " AND " + bin("t.table_name") + " = " + bin("n.name") + ")")}
}

// takenNames asks for what is there under a name that is to be made.
func (p preflight) takenNames(objects []sqlstmt.DemandObject) []sqlstmt.Probe {
	var hard, soft []string
	var what []string
	for _, o := range objects {
		found, text := "", o.Kind+" "+o.Name.Name
		switch o.Kind {
		case "table", "view", "sequence":
			found = "information_schema.tables WHERE table_schema = " + p.database(o.Name) + " AND table_name = " + p.literal(o.Name.Name)
		case "column":
			found = "information_schema.columns WHERE table_schema = " + p.database(o.Table) + " AND table_name = " + p.literal(o.Table.Name) + " AND column_name = " + p.literal(o.Name.Name)
			text += " of " + o.Table.Name
		case "index":
			found = "information_schema.statistics WHERE table_schema = " + p.database(o.Table) + " AND table_name = " + p.literal(o.Table.Name) + " AND index_name = " + p.literal(o.Name.Name)
			text += " of " + o.Table.Name
		case "constraint":
			found = "information_schema.table_constraints WHERE constraint_schema = " + p.database(o.Table) + " AND table_name = " + p.literal(o.Table.Name) + " AND constraint_name = " + p.literal(o.Name.Name)
			text += " of " + o.Table.Name
		default:
			continue
		}
		query := "SELECT " + p.literal(text) + " AS what FROM DUAL WHERE EXISTS (SELECT * FROM " + found + ")"
		if o.IfNotExists {
			soft = append(soft, query)
		} else {
			hard, what = append(hard, query), append(what, o.Kind+" "+o.Name.Name)
		}
	}
	var list []sqlstmt.Probe
	if len(hard) > 0 {
		if len(what) > 4 {
			what = append(what[:3], fmt.Sprintf("and %d more", len(hard)-3))
		}
		list = append(list, sqlstmt.Probe{What: "names that the release makes and that are taken", Object: strings.Join(what, ", "), Query: counted(strings.Join(hard, "\n    UNION ALL "))})
	}
	if len(soft) > 0 {
		list = append(list, sqlstmt.Probe{What: "names that IF NOT EXISTS would leave as they are", Warns: true, Query: counted(strings.Join(soft, "\n    UNION ALL "))})
	}
	return list
}

func (p preflight) space(tables []schema.Name) sqlstmt.Probe {
	return sqlstmt.Probe{What: "tables of more than 1 GB that are written again: as much disk is needed besides", Object: tableList(tables), Warns: true,
		Query: counted("SELECT CONCAT(table_name, ' needs ', ROUND((data_length + index_length) / 1073741824, 1), ' GB') AS what FROM information_schema.tables\n    WHERE (table_schema, table_name) IN (" +
			p.pairs(tables) + ") AND data_length + index_length > 1073741824")}
}
