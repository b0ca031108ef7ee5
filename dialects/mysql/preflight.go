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
		return append([]string{"one statement at a time, on one connection in autocommit mode; print the rows"}, lines...)
	}
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
	return append(list, "SET @sqlplan_checks = 0, @sqlplan_failed = 0, @sqlplan_warned = 0")
}

func (p preflight) End(string) []string {
	list := []string{"SELECT CONCAT(@sqlplan_checks, ' checks: ', @sqlplan_failed, ' FAIL, ', @sqlplan_warned, ' WARN')"}
	for _, l := range p.limits() {
		name, _, _ := strings.Cut(l, " ")
		list = append(list, "SET SESSION "+name+" = DEFAULT")
	}
	list = append(list, "SET SESSION TRANSACTION READ WRITE",
		"SET @sqlplan_refusal = CONCAT('sqlplan: the release would fail on this database: ', @sqlplan_failed, ' of ', @sqlplan_checks, ' checks say FAIL. Nothing was changed.')")
	return append(list, p.raise("IF(@sqlplan_failed = 0, 'DO 0', "+p.failingWith("@sqlplan_refusal")+")")...)
}

func (p preflight) Check(number int, probe sqlstmt.Probe) []string {
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
	row := fmt.Sprintf("SELECT CONCAT_WS(' | ', %s, RPAD(@sqlplan_verdict, 4, ' '), %s, %s, COALESCE(@sqlplan_n, ''),\n    IF(@sqlplan_n IS NULL, 'cannot be checked: a table or a privilege is missing', COALESCE(LEFT(@sqlplan_example, 300), '')))",
		p.literal(fmt.Sprintf("%3d", number)), p.literal(probe.What), p.literal(probe.Object))
	return append(append([]string{}, probe.Setup...),
		"SET @sqlplan_n = NULL, @sqlplan_example = NULL",
		"SET @sqlplan_query = "+text,
		"PREPARE sqlplan FROM @sqlplan_query",
		"EXECUTE sqlplan",
		"SET @sqlplan_verdict = CASE WHEN @sqlplan_n IS NULL THEN 'WARN' WHEN @sqlplan_n = 0 THEN 'ok' ELSE "+bad+" END",
		"SET @sqlplan_checks = @sqlplan_checks + 1, @sqlplan_failed = @sqlplan_failed + (@sqlplan_verdict = 'FAIL'), @sqlplan_warned = @sqlplan_warned + (@sqlplan_verdict = 'WARN')",
		row)
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
			value = p.quoted(c.From)
		case value == "" && c.NotNull: // https://dev.mysql.com/doc/refman/8.0/en/data-type-defaults.html
			value = emptyValue(c.Type)
		case value == "":
			value = "NULL"
		}
		list = append(list, value+" AS "+p.quoted(c.Name))
	}
	return "(SELECT " + strings.Join(list, ", ") + " FROM " + p.fullName(r.Table) + ") AS " + p.quoted(alias)
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

func shownAll(values []string) string {
	list := make([]string, len(values))
	for i, v := range values {
		list[i] = "COALESCE(" + shown(v) + ", 'NULL')"
	}
	return "CONCAT('(', CONCAT_WS(', ', " + strings.Join(list, ", ") + "), ')')"
}

// example names a row by its primary key.
func (p preflight) example(r sqlstmt.Rows, alias string) string {
	if len(r.Key) == 0 {
		return "NULL"
	}
	list := make([]string, len(r.Key))
	for i, k := range r.Key {
		list[i] = "CONCAT(" + p.literal(k+" = ") + ", " + shown(p.quoted(alias)+"."+p.quoted(k)) + ")"
	}
	return "MIN(CONCAT_WS(', ', " + strings.Join(list, ", ") + "))"
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
		return []sqlstmt.Probe{p.privileges()}
	case sqlstmt.DemandQuiet:
		return []sqlstmt.Probe{p.oldTransactions()}
	case sqlstmt.DemandSpace:
		return []sqlstmt.Probe{p.space(d.Tables)}
	case sqlstmt.DemandUnique:
		return []sqlstmt.Probe{{What: "duplicates", Object: where, Query: p.duplicates(d), Tables: tables}}
	case sqlstmt.DemandNotNull:
		return []sqlstmt.Probe{{What: "NULLs", Object: where, Tables: tables, Strict: true, Query: p.rowsWhere(d.Rows, d.Keys[0]+" IS NULL")}}
	case sqlstmt.DemandCheck:
		return []sqlstmt.Probe{{What: "rows that break CHECK (" + d.Condition + ")", Object: d.Rows.Alias, Tables: tables, Query: p.rowsWhere(d.Rows, "("+d.Condition+") IS FALSE")}}
	case sqlstmt.DemandReference:
		return []sqlstmt.Probe{{What: "orphans", Object: where + " -> " + d.Ref.Alias + " (" + strings.Join(d.RefKeys, ", ") + ")", Query: p.orphans(d), Tables: append(tables, d.Ref.Table)}}
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
	keys := strings.Join(d.Keys, ", ")
	// With ONLY_FULL_GROUP_BY, which is MySQL's default, a part of an expression may not be what rows are grouped by.
	one := make([]string, len(d.Keys))
	for i, k := range d.Keys {
		one[i] = "MIN(" + k + ")"
	}
	return "SELECT COUNT(*), MIN(example)\nFROM (SELECT CONCAT(" + shownAll(one) + ", ' stands ', COUNT(*), ' times') AS example\n    FROM " +
		p.rowsOf(d.Rows, d.Rows.Alias) + "\n    WHERE " + strings.Join(conditions, " AND ") + "\n    GROUP BY " + keys + " HAVING COUNT(*) > 1) AS d"
}

func (p preflight) orphans(d sqlstmt.Demand) string {
	var match, full, values []string
	for i, k := range d.Keys {
		match = append(match, "parent."+d.RefKeys[i]+" = child."+k)
		full = append(full, "child."+k+" IS NOT NULL")
		values = append(values, "child."+k)
	}
	return "SELECT COUNT(*), MIN(" + shownAll(values) + ")\nFROM " + p.rowsOf(d.Rows, "child") + "\nWHERE " + strings.Join(full, " AND ") +
		"\n    AND NOT EXISTS (SELECT * FROM " + p.rowsOf(d.Ref, "parent") + " WHERE " + strings.Join(match, " AND ") + ")"
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

// cast asks for values that do not fit a new type. Neither server can try a conversion without making it, so that each kind of
// type has a condition of its own; nil for the others.
func (p preflight) cast(d sqlstmt.Demand, tables []schema.Name) []sqlstmt.Probe {
	to, from := typeForm.FindStringSubmatch(d.Type), typeForm.FindStringSubmatch(d.OldType)
	if to == nil || from == nil {
		return nil
	}
	column := d.Keys[0]
	object := d.Rows.Alias + " (" + column + "), from " + d.OldType + " to " + d.Type
	fails := func(what, condition string) sqlstmt.Probe {
		return sqlstmt.Probe{What: what, Object: object, Tables: tables, Strict: true, Query: p.rowsWhere(d.Rows, condition)}
	}
	loses := func(condition string) sqlstmt.Probe {
		return sqlstmt.Probe{What: "values that would be rounded or cut", Object: object, Tables: tables, Warns: true, Query: p.rowsWhere(d.Rows, condition)}
	}
	isNumber := numberType.MatchString(d.OldType) && from[1] != "bit" && from[1] != "year"
	isText := strings.HasSuffix(from[1], "char") || strings.HasSuffix(from[1], "text") || from[1] == "enum" || from[1] == "set"
	switch {
	case intBits(to[1]) > 0 && isNumber:
		least, most := bounds(intBits(to[1]), to[3] != "")
		list := []sqlstmt.Probe{fails("values that do not fit the new type", "ROUND("+column+") < "+least+" OR ROUND("+column+") > "+most)}
		if intBits(from[1]) == 0 {
			list = append(list, loses(column+" <> ROUND("+column+")"))
		}
		return list
	case intBits(to[1]) > 0 && isText:
		least, most := bounds(intBits(to[1]), to[3] != "")
		return []sqlstmt.Probe{fails("values that do not fit the new type", column+" NOT REGEXP '^ *[-+]?[0-9]+ *$' OR CAST("+column+" AS DECIMAL(65,0)) < "+least+" OR CAST("+column+" AS DECIMAL(65,0)) > "+most)}
	case to[1] == "decimal" && isNumber:
		whole, digits, ok := decimalSize(to[2])
		if !ok {
			return nil
		}
		condition := fmt.Sprintf("ABS(ROUND(%s, %d)) >= 1%s", column, digits, strings.Repeat("0", whole))
		if to[3] != "" {
			condition += " OR " + column + " < 0"
		}
		return []sqlstmt.Probe{fails("values that do not fit the new type", condition), loses(fmt.Sprintf("%s <> ROUND(%s, %d)", column, column, digits))}
	case (to[1] == "varchar" || to[1] == "char") && (isText || isNumber):
		value := column
		if to[1] == "char" { // which cuts spaces at the end, and VARCHAR does not where a table is changed
			value = "TRIM(TRAILING ' ' FROM " + column + ")"
		}
		return []sqlstmt.Probe{fails("values that are too long", "CHAR_LENGTH("+value+") > "+to[2])}
	case to[1] == "varbinary" || to[1] == "binary":
		return []sqlstmt.Probe{fails("values that are too long", "OCTET_LENGTH("+column+") > "+to[2])}
	case textBytes(to[1]) > 0 && (isText || isNumber || textBytes(from[1]) > 0):
		return []sqlstmt.Probe{fails("values that are too long", "OCTET_LENGTH("+column+") > "+strconv.FormatInt(textBytes(to[1]), 10))}
	case to[1] == "enum" && isText:
		return []sqlstmt.Probe{fails("values that the new type does not have", column+" NOT IN ("+to[2]+")")}
	case to[1] == "date" && (from[1] == "datetime" || from[1] == "timestamp"):
		return []sqlstmt.Probe{loses("TIME(" + column + ") <> '00:00:00'")}
	case to[1] == "double" && isNumber, to[1] == from[1] && to[3] == from[3] && (to[1] == "datetime" || to[1] == "timestamp" || to[1] == "time") && fraction(to[2]) >= fraction(from[2]):
		return []sqlstmt.Probe{}
	}
	return nil
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

// ownGrantee is the user as information_schema writes it: 'user'@'host'.
const ownGrantee = "CONCAT('''', REPLACE(CURRENT_USER(), '@', '''@'''), '''')"

// privileges looks at what was granted to the user itself, on the server or on the database: what a role brings, or a grant on a single
// table, it does not see, so that it only warns.
func (p preflight) privileges() sqlstmt.Probe {
	var rows [][]string
	for _, name := range []string{"ALTER", "CREATE", "DROP", "INDEX", "INSERT"} {
		rows = append(rows, []string{p.literal(name)})
	}
	return sqlstmt.Probe{What: "privileges that were not granted to the user itself", Warns: true,
		Query: counted("SELECT n.name AS what FROM (" + p.listed([]string{"name"}, rows) + ") AS n\n    WHERE NOT EXISTS (SELECT * FROM information_schema.user_privileges u WHERE " +
			bin("u.grantee") + " = " + bin(ownGrantee) + " AND " + bin("u.privilege_type") + " = " + bin("n.name") + ")\n        AND NOT EXISTS (SELECT * FROM information_schema.schema_privileges u WHERE " +
			bin("u.grantee") + " = " + bin(ownGrantee) + " AND DATABASE() LIKE u.table_schema AND " + bin("u.privilege_type") + " = " + bin("n.name") + ")")}
}

// oldTransactions: one that has only read holds the metadata of its tables until its end, and a change of them waits for it.
// https://dev.mysql.com/doc/refman/8.0/en/metadata-locking.html
func (p preflight) oldTransactions() sqlstmt.Probe {
	return sqlstmt.Probe{What: "transactions that are open for more than 5 minutes", Warns: true,
		Only: "EXISTS (SELECT * FROM information_schema.user_privileges u WHERE " + bin("u.grantee") + " = " + bin(ownGrantee) + " AND u.privilege_type = 'PROCESS')",
		Query: counted("SELECT CONCAT('session ', trx_mysql_thread_id, ' since ', trx_started) AS what FROM information_schema.innodb_trx\n" +
			"    WHERE trx_started < NOW() - INTERVAL 5 MINUTE AND trx_mysql_thread_id <> CONNECTION_ID()")}
}

func (p preflight) space(tables []schema.Name) sqlstmt.Probe {
	return sqlstmt.Probe{What: "tables of more than 1 GB that are written again: as much disk is needed besides", Object: tableList(tables), Warns: true,
		Query: counted("SELECT CONCAT(table_name, ' needs ', ROUND((data_length + index_length) / 1073741824, 1), ' GB') AS what FROM information_schema.tables\n    WHERE (table_schema, table_name) IN (" +
			p.pairs(tables) + ") AND data_length + index_length > 1073741824")}
}
