//go:build cgo

package postgresql

import (
	"reflect"
	"slices"
	"strings"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
)

// Syntax that came after the parser's version is read all the same where it can be: the statement is written as the parser takes it, and what the new words
// mean is put into the tree. Most of it is a word more in a form that is old.

// rewriting turns a statement with newer syntax into one that the parser takes.
type rewriting struct {
	lexed
	text string
	// edits are what is written in the place of what, in the order of the text.
	edits []edit
	// marks are what the tree is to be told of constraints, and told of commands of ALTER TABLE.
	marks []mark
	told  []command
	// used are the names of the forms, as in newerSyntax.
	used []string
}

// edit is a piece of the text and what stands in its place.
type edit struct {
	start, end int
	by         string
}

// mark changes the constraint of some kinds that stands last in front of an offset of the statement.
type mark struct {
	at    int
	kinds []pg.ConstrType
	set   func(*pg.Constraint) bool
}

// command changes the command of ALTER TABLE that has a number; false if it is not one of that kind.
type command struct {
	number int
	set    func(*pg.AlterTableCmd) bool
}

// always is a change that any constraint takes.
func always(set func(*pg.Constraint)) func(*pg.Constraint) bool {
	return func(k *pg.Constraint) bool {
		set(k)
		return true
	}
}

// readNewer returns the trees of a statement that the parser refuses, if that is only because of syntax that is newer than it,
// and the names of that. Places in the trees are those in the text.
func readNewer(text string) ([]*pg.RawStmt, []string) {
	r := &rewriting{lexed: lex(text, nowhere), text: text}
	for i := range r.tokens {
		r.take(i)
	}
	if len(r.edits) == 0 {
		return nil, nil
	}
	stmts, syntax, err := parseTree(r.written())
	if syntax != nil || err != nil || len(stmts) != 1 {
		return nil, nil
	}
	r.move(stmts[0])
	if !r.tell(stmts[0]) {
		return nil, nil
	}
	return stmts, slices.Compact(slices.Sorted(slices.Values(r.used)))
}

// use notes that a form is used, and what is written in the place of the tokens from first to last.
func (r *rewriting) use(name string, first, last int, by string) {
	r.used = append(r.used, name)
	r.edits = append(r.edits, edit{r.tokens[first].Start, r.tokens[last].End, by})
}

// is tells whether words stand at a token.
func (r *rewriting) is(i int, words ...string) bool {
	for n, word := range words {
		if r.word(i+n) != word {
			return false
		}
	}
	return true
}

// closing is the token that closes the parenthesis at i; -1 if none does.
func (r *rewriting) closing(i int) int {
	depth := 0
	for ; i < len(r.tokens); i++ {
		switch r.word(i) {
		case "(":
			depth++
		case ")":
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// take looks for a form at a token.
func (r *rewriting) take(i int) {
	switch {
	case r.is(i, "GENERATED", "ALWAYS", "AS", "("):
		r.generated(i)
	case r.is(i, "ALTER", "CONSTRAINT") && r.is(0, "ALTER", "TABLE"):
		r.altered(i)
	case r.is(i, "SET", "ACCESS", "METHOD", "DEFAULT"):
		r.use("SET ACCESS METHOD DEFAULT", i+3, i+3, `"?"`)
		r.told = append(r.told, command{r.commands(i), func(c *pg.AlterTableCmd) bool {
			c.Name = ""
			return c.Subtype == pg.AlterTableType_AT_SetAccessMethod
		}})
	case r.is(i, "AT", "LOCAL"): // what it is short for
		r.use("AT LOCAL", i, i+1, "AT TIME ZONE current_setting('TimeZone')")
	case r.is(i, "ENFORCED") && r.startsNothing(i):
		r.use("NOT ENFORCED", i, i, "")
	case r.is(i, "NOT", "ENFORCED") && !r.altersConstraint(i):
		r.use("NOT ENFORCED", i, i+1, "")
		r.marks = append(r.marks, mark{r.tokens[i].Start, []pg.ConstrType{pg.ConstrType_CONSTR_CHECK, pg.ConstrType_CONSTR_FOREIGN}, always((*pg.Constraint).SetNotEnforced)})
	case r.is(i, "NOT", "NULL", "NO", "INHERIT"):
		r.use("NO INHERIT of a NOT NULL", i+2, i+3, "")
		r.marks = append(r.marks, mark{r.tokens[i].End, []pg.ConstrType{pg.ConstrType_CONSTR_NOTNULL}, always(func(k *pg.Constraint) { k.IsNoInherit = true })})
	case r.is(i, "NOT", "NULL") && r.startsElement(i):
		r.notNull(i)
	case r.is(i, "SET", "EXPRESSION", "AS", "(") && r.is(0, "ALTER", "TABLE"):
		r.use("SET EXPRESSION", i+1, i+2, "DEFAULT")
		r.told = append(r.told, command{r.commands(i), setsExpression})
	case r.is(i, "WITHOUT", "OVERLAPS", ")"):
		r.use("WITHOUT OVERLAPS", i, i+1, "")
		r.marks = append(r.marks, mark{r.tokens[i].Start, []pg.ConstrType{pg.ConstrType_CONSTR_PRIMARY, pg.ConstrType_CONSTR_UNIQUE}, always(func(k *pg.Constraint) { k.AccessMethod = "gist" })})
	case r.is(i, ",", "PERIOD") && r.word(i+3) == ")":
		r.use("a foreign key with PERIOD", i+1, i+1, "")
	case r.is(i+1, "(") && jsonFunctions[r.word(i)] != "" && slices.Contains(rowVerbs, r.word(0)):
		r.json(i)
	case r.is(i+1, "(") && jsonFunctions[r.word(i)] == jsonClauses && (r.word(0) == "CREATE" || r.is(0, "ALTER", "TABLE")):
		r.jsonDefined(i)
	case r.is(i, "NOT", "MATCHED", "BY", "SOURCE"):
		r.use("WHEN NOT MATCHED BY SOURCE", i, i+3, "MATCHED")
	case r.is(i, "NOT", "MATCHED", "BY", "TARGET"):
		r.use("WHEN NOT MATCHED BY SOURCE", i+2, i+3, "")
	case r.is(i, "RETURNING") && r.word(0) == "MERGE":
		r.merged(i)
	case r.is(i, "RETURNING", "WITH", "("):
		if end := r.closing(i + 2); end > 0 {
			r.use("RETURNING WITH", i+1, end, "")
		}
	case r.is(i, "ONLY") && (r.word(0) == "VACUUM" || r.word(0) == "ANALYZE") && slices.Contains(strings.Fields("VACUUM ANALYZE VERBOSE )"), r.word(i-1)):
		r.use("VACUUM and ANALYZE ONLY", i, i, "")
	}
}

// altered takes ALTER CONSTRAINT with what no older server alters.
func (r *rewriting) altered(i int) {
	end := i + 3
	for end < len(r.tokens) && (r.word(end) != "," || r.depth(end) > 0) {
		end++
	}
	set := func(name string, first, last int, what string) {
		timed := last-first+1 < end-(i+3)
		r.use(name, first, last, "")
		r.told = append(r.told, command{r.commands(i), func(c *pg.AlterTableCmd) bool {
			c.Def.GetConstraint().SetAltered(what, timed)
			return c.Subtype == pg.AlterTableType_AT_AlterConstraint
		}})
	}
	switch {
	case r.is(i+3, "INHERIT") && end == i+4:
		set("ALTER CONSTRAINT ... INHERIT", i+3, i+3, pg.AlterInherit)
		return
	case r.is(i+3, "NO", "INHERIT") && end == i+5:
		set("ALTER CONSTRAINT ... INHERIT", i+3, i+4, pg.AlterNoInherit)
		return
	}
	for j := i + 3; j < end; j++ {
		switch {
		case r.is(j, "NOT", "ENFORCED"):
			set("NOT ENFORCED", j, j+1, pg.AlterNotEnforced)
			return // said twice, it stays in the text, and is refused
		case r.is(j, "ENFORCED"):
			set("NOT ENFORCED", j, j, pg.AlterEnforced)
			return
		}
	}
}

// altersConstraint tells whether a token stands in a command ALTER CONSTRAINT.
func (r *rewriting) altersConstraint(i int) bool {
	for ; i > 2 && r.word(i) != ","; i-- {
		if r.is(i-3, "ALTER", "CONSTRAINT") {
			return true
		}
	}
	return false
}

// startsNothing tells whether ENFORCED can stand behind a CHECK or a foreign key here, of which it says what goes without saying.
func (r *rewriting) startsNothing(i int) bool {
	return !r.altersConstraint(i) && (slices.Contains(strings.Fields(") DEFERRABLE DEFERRED IMMEDIATE CASCADE RESTRICT ACTION NULL DEFAULT VALID FULL SIMPLE INHERIT"), r.word(i-1)) || r.is(i-2, "REFERENCES"))
}

func setsExpression(c *pg.AlterTableCmd) bool {
	if c.Subtype != pg.AlterTableType_AT_ColumnDefault || c.Def == nil {
		return false
	}
	c.Subtype = pg.AlterTableType_AT_SetExpression
	return true
}

// startsElement tells whether what stands at a token, perhaps behind CONSTRAINT and a name, begins an element of a table: what NOT NULL of a column does not.
func (r *rewriting) startsElement(i int) bool {
	if r.is(i-2, "CONSTRAINT") {
		i -= 2
	}
	if r.is(0, "ALTER", "TABLE") {
		return r.is(i-1, "ADD")
	}
	return r.word(0) == "CREATE" && (r.is(i-1, ",") || r.is(i-1, "("))
}

// notNull takes NOT NULL as a constraint of a table: it is read as a CHECK of the column that follows.
func (r *rewriting) notNull(i int) {
	if i+2 >= len(r.tokens) {
		return
	}
	column := r.tokens[i+2]
	r.use("a NOT NULL constraint of a table", i, i+1, "CHECK (")
	r.edits = append(r.edits, edit{column.Start, column.End, r.text[column.Start:column.End] + ")"})
	r.marks = append(r.marks, mark{r.tokens[i].End, []pg.ConstrType{pg.ConstrType_CONSTR_CHECK}, (*pg.Constraint).SetNotNull})
}

// merged takes RETURNING of MERGE, unless it calls or reads anything: that is not to be overlooked.
func (r *rewriting) merged(i int) {
	last := len(r.tokens) - 1
	from := i + 1
	if r.is(i+1, "WITH", "(") {
		r.used = append(r.used, "RETURNING WITH")
		from = r.closing(i+2) + 1
	}
	for j := from; j <= last; j++ {
		if r.word(j) == "(" && r.word(j-1) != "MERGE_ACTION" {
			return
		}
	}
	if last > i {
		r.use("MERGE ... RETURNING", i, last, "")
	}
}

// opens tells whether a word stands behind an opening parenthesis between two tokens.
func (r *rewriting) opens(word string, from, to int) bool {
	for j := from; j < to; j++ {
		if r.is(j, "(", word) {
			return true
		}
	}
	return false
}

// commands counts the commands of ALTER TABLE in front of the one that a token stands in.
func (r *rewriting) commands(i int) (n int) {
	for j := range i {
		if r.word(j) == "," && r.depth(j) == 0 {
			n++
		}
	}
	return n
}

// generated takes a generated column: VIRTUAL is what it is where neither that nor STORED is said.
func (r *rewriting) generated(i int) {
	end := r.closing(i + 3)
	if end < 0 || r.word(end+1) == "STORED" {
		return
	}
	if r.word(end+1) == "VIRTUAL" {
		r.use("a virtual generated column", end+1, end+1, "STORED")
	} else {
		r.use("a virtual generated column", end, end, ") STORED")
	}
	r.marks = append(r.marks, mark{r.tokens[i].End, []pg.ConstrType{pg.ConstrType_CONSTR_GENERATED}, always((*pg.Constraint).SetVirtual)})
}

// written is the statement as the parser takes it.
func (r *rewriting) written() string {
	var b strings.Builder
	from := 0
	for _, e := range r.edits {
		if e.start < from {
			continue // within what was left out
		}
		b.WriteString(r.text[from:e.start] + e.by)
		// What is shorter is filled up, so that most places stay.
		b.WriteString(strings.Repeat(" ", max(0, e.end-e.start-len(e.by))))
		from = e.end
	}
	return b.String() + r.text[from:]
}

// move turns the places in the tree into those in the text.
func (r *rewriting) move(stmt *pg.RawStmt) {
	for _, e := range slices.Backward(r.edits) {
		longer := int32(len(e.by) - (e.end - e.start))
		if longer <= 0 {
			continue
		}
		from := int32(e.end) + longer
		for _, before := range r.edits {
			if before.start < e.start {
				from += int32(max(0, len(before.by)-(before.end-before.start)))
			}
		}
		pg.Walk(stmt.Stmt, func(m pg.Message) bool {
			if at := reflect.ValueOf(m).Elem().FieldByName("Location"); at.IsValid() && at.Int() >= int64(from) {
				at.SetInt(at.Int() - int64(longer))
			}
			return true
		})
	}
}

// tell sets the marks; false if the tree has no place for one.
func (r *rewriting) tell(stmt *pg.RawStmt) bool {
	var all []*pg.Constraint
	pg.Walk(stmt.Stmt, func(m pg.Message) bool {
		if k, ok := m.(*pg.Constraint); ok {
			all = append(all, k)
		}
		return true
	})
	for _, m := range r.marks {
		var last *pg.Constraint
		for _, k := range all {
			if slices.Contains(m.kinds, k.Contype) && int(k.Location) < m.at && (last == nil || k.Location > last.Location) {
				last = k
			}
		}
		if last == nil || !m.set(last) {
			return false
		}
	}
	cmds := stmt.Stmt.GetAlterTableStmt().GetCmds()
	for _, t := range r.told {
		if t.number >= len(cmds) || cmds[t.number].GetAlterTableCmd() == nil || !t.set(cmds[t.number].GetAlterTableCmd()) {
			return false
		}
	}
	return true
}
