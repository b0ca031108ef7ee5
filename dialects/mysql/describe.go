package mysql

import (
	"fmt"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
)

// description is what a statement is.
type description struct {
	kind    string
	summary string
	objects []sqlstmt.Object
	// temporary: CREATE and DROP of a temporary table, which commit nothing.
	temporary bool
}

func object(kind, name string) sqlstmt.Object { return sqlstmt.Object{Kind: kind, Name: name} }

// shown writes a name as SQL does.
func (r *reader) shown(schema, name string) string {
	s := script{r.flavour}
	if schema != "" {
		return s.ident(schema) + "." + s.ident(name)
	}
	return s.ident(name)
}

// object reads a name that may have a database.
func (r *reader) object(kind string) sqlstmt.Object {
	return object(kind, r.shown(r.qualified()))
}

// objects reads a list of names.
func (r *reader) objects(kind string) (list []sqlstmt.Object) {
	for r.isName(0) {
		list = append(list, r.object(kind))
		if !r.take(",") {
			break
		}
	}
	return list
}

func is(kind string, objects ...sqlstmt.Object) description {
	return description{kind: kind, objects: objects}
}

func (d description) saying(format string, args ...any) description {
	d.summary = fmt.Sprintf(format, args...)
	return d
}

// finished fills in the summary where nothing better was said: the kind, and the names.
func (d description) finished() description {
	if d.summary != "" {
		return d
	}
	d.summary = strings.ToLower(d.kind)
	var names []string
	for _, o := range d.objects {
		names = append(names, o.Name)
	}
	if len(names) > 0 {
		d.summary += " " + listed(names)
	}
	return d
}

// listed writes names with commas, at most three of them.
func listed(names []string) string {
	if n := len(names); n > 3 {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:3], ", "), n-3)
	}
	return strings.Join(names, ", ")
}

// describe says what the statement is. The kind is empty for a first word that
// starts no statement.
func (r *reader) describe() description {
	for r.take("(") { // (SELECT ...) is a SELECT
	}
	word := r.peek(0)
	switch word {
	case "CREATE":
		return r.describeCreate().finished()
	case "ALTER":
		return r.describeAlter().finished()
	case "DROP":
		return r.describeDrop().finished()
	case "RENAME":
		return r.describeRename().finished()
	case "TRUNCATE":
		r.take("TRUNCATE")
		r.take("TABLE")
		return is("TRUNCATE TABLE", r.object("table")).finished()
	case "INSERT", "REPLACE":
		r.at++
		for r.takeAny("LOW_PRIORITY", "DELAYED", "HIGH_PRIORITY", "IGNORE") != "" {
		}
		r.take("INTO")
		t := r.object("table")
		return is(word, t).saying("%s into table %s", strings.ToLower(word), t.Name)
	case "UPDATE":
		return r.describeUpdate().finished()
	case "DELETE":
		return r.describeDelete().finished()
	case "LOAD":
		return r.describeLoad().finished()
	case "WITH":
		return r.describeWith().finished()
	case "SET":
		return r.describeSet().finished()
	case "CALL":
		r.at++
		return is("CALL", r.object("procedure")).finished()
	case "PREPARE", "EXECUTE":
		r.at++
		if word == "EXECUTE" && r.take("IMMEDIATE") {
			return is("EXECUTE IMMEDIATE").saying("execute a statement that is an expression")
		}
		return is(word).saying("%s statement %s", strings.ToLower(word), r.shown("", r.name()))
	case "DEALLOCATE":
		r.take("DEALLOCATE", "PREPARE")
		return is("DEALLOCATE PREPARE").saying("deallocate prepared statement %s", r.shown("", r.name()))
	case "LOCK", "UNLOCK", "ANALYZE", "OPTIMIZE", "REPAIR", "CHECK", "CHECKSUM":
		return r.describeTables(word).finished()
	case "GRANT", "REVOKE":
		return r.describeGrant(word).finished()
	case "START":
		return r.describeStart().finished()
	case "BEGIN":
		if r.take("BEGIN", "NOT", "ATOMIC") {
			return is("BEGIN NOT ATOMIC").saying("run a block of statements")
		}
		return is("BEGIN").finished()
	case "RELEASE", "ROLLBACK", "COMMIT", "SAVEPOINT", "XA":
		return is(word).finished()
	case "USE":
		r.at++
		return is("USE", object("database", r.shown("", r.name()))).finished()
	case "SHOW", "DESCRIBE", "DESC", "EXPLAIN", "HELP":
		return is(word).saying("%s", strings.ToLower(strings.Join(r.words(3), " ")))
	case "FLUSH", "RESET", "KILL", "PURGE", "CHANGE", "STOP", "CACHE", "INSTALL", "UNINSTALL", "BINLOG", "SHUTDOWN",
		"RESTART", "CLONE", "IMPORT", "HANDLER", "BACKUP":
		words := r.words(2)
		return is(strings.Join(words, " "))
	case "SELECT", "VALUES", "TABLE", "DO":
		return is(word).saying("%s", map[string]string{"SELECT": "select", "VALUES": "values", "TABLE": "read a table", "DO": "evaluate an expression"}[word])
	case "SIGNAL", "RESIGNAL", "GET", "IF", "CASE", "LOOP", "WHILE", "REPEAT", "FOR", "DECLARE":
		if r.flavour == MariaDB && word != "DECLARE" || word == "SIGNAL" || word == "RESIGNAL" || word == "GET" {
			return is(word).finished()
		}
	}
	return description{}
}

// words returns up to n words that stand ahead.
func (r *reader) words(n int) (list []string) {
	for i := 0; i < n && r.peek(i) != "" && isLetter(r.peek(i)[0]); i++ {
		list = append(list, r.peek(i))
	}
	return list
}

func isLetter(c byte) bool { return c >= 'A' && c <= 'Z' || c == '_' }

// userList is what GRANT and its like are about: too free in form to be taken apart.
func (r *reader) describeGrant(word string) description {
	at := r.find("ON", "TO", "FROM")
	d := is(word)
	if at >= 0 && r.toks[at].word == "ON" {
		r.at = at + 1
		kind := "table"
		if k := r.takeAny("TABLE", "FUNCTION", "PROCEDURE"); k != "" {
			kind = strings.ToLower(k)
		}
		if r.isName(0) {
			o := r.object(kind)
			return is(word, o).saying("%s on %s %s", strings.ToLower(word), kind, o.Name)
		}
	}
	return d
}

func (r *reader) describeTables(word string) description {
	r.at++
	r.takeAny("NO_WRITE_TO_BINLOG", "LOCAL")
	if r.takeAny("TABLE", "TABLES") == "" {
		return is(strings.Join(append([]string{word}, r.words(1)...), " "))
	}
	switch word {
	case "UNLOCK":
		return is("UNLOCK TABLES")
	case "LOCK":
		d := is("LOCK TABLES")
		for _, p := range r.split() {
			d.objects = append(d.objects, p.object("table"))
		}
		return d
	}
	return is(word+" TABLE", r.objects("table")...)
}

func (r *reader) describeStart() description {
	words := r.words(2)
	if len(words) == 2 && words[1] == "TRANSACTION" {
		return is("START TRANSACTION")
	}
	return is(strings.Join(words, " "))
}

func (r *reader) describeLoad() description {
	words := r.words(2)
	if at := r.find("INTO"); at >= 0 && len(words) == 2 && (words[1] == "DATA" || words[1] == "XML") {
		r.at = at + 1
		if r.take("TABLE") {
			t := r.object("table")
			return is("LOAD "+words[1], t).saying("load rows into table %s", t.Name)
		}
	}
	return is(strings.Join(words, " "))
}

func (r *reader) describeUpdate() description {
	r.at++
	for r.takeAny("LOW_PRIORITY", "IGNORE") != "" {
	}
	d := is("UPDATE")
	if at := r.find("SET"); at >= 0 {
		d.objects = r.part(r.at, at).tableRefs()
	}
	return d.saying("update table %s", names(d.objects))
}

func names(objects []sqlstmt.Object) string {
	list := make([]string, len(objects))
	for i, o := range objects {
		list[i] = o.Name
	}
	return listed(list)
}

// tableRefs reads the tables of a FROM clause, outside of derived tables.
func (r *reader) tableRefs() (list []sqlstmt.Object) {
	expects := true
	for !r.done() {
		switch {
		case expects && r.isName(0) && !r.is("LATERAL"):
			list = append(list, r.object("table"))
			expects = false
		case r.takeAny(",", "JOIN", "STRAIGHT_JOIN") != "":
			expects = true
		case expects && r.peek(0) == "(":
			list = append(list, r.parens().tableRefs()...)
			expects = false
		default:
			r.skip()
		}
	}
	return list
}

func (r *reader) describeDelete() description {
	r.at++
	for r.takeAny("LOW_PRIORITY", "QUICK", "IGNORE", "HISTORY") != "" {
	}
	d := is("DELETE")
	end := r.find("WHERE", "ORDER", "LIMIT", "RETURNING")
	if end < 0 {
		end = len(r.toks)
	}
	if r.take("FROM") {
		if using := r.find("USING"); using >= 0 {
			end = using
		}
		d.objects = r.part(r.at, end).objects("table")
	} else if from := r.find("FROM"); from >= 0 {
		d.objects = r.part(r.at, from).deleted()
	}
	return d.saying("delete from table %s", names(d.objects))
}

// deleted reads the tables of DELETE a, b.* FROM ...
func (r *reader) deleted() (list []sqlstmt.Object) {
	for _, p := range r.split() {
		list = append(list, p.object("table"))
	}
	return list
}

// describeWith finds the verb behind the common table expressions.
func (r *reader) describeWith() description {
	at := r.find("SELECT", "UPDATE", "DELETE", "INSERT", "VALUES", "TABLE")
	if at < 0 {
		return is("WITH")
	}
	r.at = at
	return r.describe()
}

func (r *reader) describeRename() description {
	r.at++
	if r.take("USER") {
		return is("RENAME USER")
	}
	if r.takeAny("TABLE", "TABLES") == "" {
		return is("RENAME")
	}
	r.ifExists()
	d := is("RENAME TABLE")
	var parts []string
	for _, p := range r.split() {
		from := p.object("table")
		if at := p.find("TO"); at >= 0 {
			p.at = at + 1
		}
		to := p.object("table")
		d.objects = append(d.objects, from, to)
		parts = append(parts, from.Name+" to "+to.Name)
	}
	return d.saying("rename table %s", listed(parts))
}
