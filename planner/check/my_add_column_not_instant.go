package check

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var myAddColumnNotInstant = Rule{
	Code: "MY301", Name: "add-column-not-instant", Severity: source.Warning, Dialects: mysqls,
	Scales: true,
	Doc: Doc{
		Title:   "a column is added and every row is written again for it",
		Reason:  "A column can be added by changing the dictionary alone: in MySQL as the last one from 8.0.12 and anywhere from 8.0.29, in MariaDB from 10.3.2 and 10.4. It cannot where the table has a FULLTEXT index or is compressed, nor where the same statement does what is not instant, such as an index. Then the server rebuilds the table: it reads and writes all of it, needs the disk space twice, and replicas do the same afterwards and fall behind.",
		Unsafe:  "ALTER TABLE orders ADD COLUMN note varchar(20), ADD INDEX orders_note (note);",
		Safe:    "ALTER TABLE orders ADD COLUMN note varchar(20), ALGORITHM=INSTANT;\nALTER TABLE orders ADD INDEX orders_note (note), ALGORITHM=INPLACE, LOCK=NONE;",
		When:    "The table is small.",
		Sources: ddlPages,
	},
	Check: checkMyAddColumnNotInstant,
}

func checkMyAddColumnNotInstant(p *Pass) {
	p.onLive(func(st *Statement, a *sqlstmt.Action) {
		l := lockOn(st, a)
		if !l.Rewrite || !strings.HasPrefix(a.Class, "add-column") && !wholeTable(a.Class) || ownRule(a.Class) {
			return
		}
		f := p.tell(st, a, "", "adding column %s %s", a.Name, a.TableSQL+": "+work(l))
		f.Message = "adding column " + a.Name + " to " + a.TableSQL + " " + work(l)
		list := clauses(st, a)
		switch {
		case a.More().Algorithm == "COPY":
			f.Advice = "leave ALGORITHM=COPY out"
		case wholeTable(a.Class):
			f.Advice = "this table cannot be changed instantly (" + reasonOf(a.Class) + "); " + osc(a)
		case len(list) > 1 && isAlter(st):
			f.Advice = "add the column in a statement of its own, so that it is instant"
			f.Safe = p.apart(st, a)
		case a.Placed:
			f.Advice = "add it as the last column: its place matters to nobody who names the columns"
			if last := p.unplaced(a.More().Clause); last != a.More().Clause {
				f.Safe = inClause(st, a, last)
			}
		default:
			f.Advice = osc(a)
		}
	}, sqlstmt.AddColumn)
}

// wholeTable: what the table is makes the change costly, not what is changed.
func wholeTable(class string) bool { return reasonOf(class) != "" }

func reasonOf(class string) string {
	switch class {
	case "fulltext-table":
		return "it has a FULLTEXT index"
	case "compressed-table":
		return "it is compressed"
	case "indexed-virtual-table":
		return "it has an index on a virtual column"
	case "other-engine":
		return "its engine is not InnoDB"
	}
	return ""
}

// ownRule: columns of this class have a rule of their own.
func ownRule(class string) bool {
	return class == "add-column-expression" || class == "add-column-auto-increment" || class == "add-column-stored"
}

// apart writes each clause of an ALTER TABLE as a statement of its own, with the best algorithm that it can have. Those that
// are instant come first: an index that others build can stand in their way.
func (p *Pass) apart(st *Statement, a *sqlstmt.Action) string {
	var first, then []string
	for _, clause := range clauses(st, a) {
		text, instant := alterTable(a, clause), false
		inline := slices.ContainsFunc(st.Actions, func(b sqlstmt.Action) bool { return b.More().Clause == clause && b.Inline })
		for i := range st.Actions {
			switch b := &st.Actions[i]; {
			case b.More().Clause != clause || inline:
			case b.Kind == sqlstmt.CreateIndex && b.Using == "":
				text += ", ALGORITHM=INPLACE, LOCK=NONE"
			case p.instantAlone(b):
				text, instant = text+", ALGORITHM=INSTANT", true
			}
		}
		if instant {
			first = append(first, text+";")
		} else {
			then = append(then, text+";")
		}
	}
	return strings.Join(append(first, then...), "\n")
}

// instantAlone tells whether a change of columns is instant in a statement of its own.
func (p *Pass) instantAlone(a *sqlstmt.Action) bool {
	v := p.Version
	since := func(patch int) bool { return v.AtLeast(8, 1) || v.Major == 8 && (v.Patch == 0 || v.Patch >= patch) }
	switch a.Class {
	case "add-column":
		return p.isMariaDB() || since(12)
	case "add-column-placed", "drop-column":
		return p.isMariaDB() || since(29)
	}
	return false
}

// unplaced is a clause without FIRST or AFTER.
func (p *Pass) unplaced(clause string) string {
	if start, _ := p.wordsIn(clause, "AFTER"); start >= 0 {
		return strings.TrimRight(clause[:start], " ")
	}
	return p.without(clause, "FIRST")
}
