package templates

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/planner"
)

// lockLines says in words what a statement locks, those that are alike together: "ACCESS EXCLUSIVE on orders until
// commit: blocks reads and writes; rewrites the table". Tables that the path has made are in nobody's way, and reading
// alone is not worth a line.
func lockLines(st *planner.Statement, transaction int) []string {
	type group struct {
		lock  sqlstmt.Lock
		names []string
	}
	var groups []group
	for _, k := range st.Locks {
		if k.New || k.Mode == "ACCESS SHARE" || goesAlong(k.Kind, k.Mode, st.Locks) {
			continue
		}
		i := slices.IndexFunc(groups, func(g group) bool { return alike(g.lock, k) })
		if i < 0 {
			groups = append(groups, group{lock: k})
			i = len(groups) - 1
		}
		groups[i].names = append(groups[i].names, nameOf(k.Kind, k.Table))
	}
	var list []string
	for _, g := range groups {
		k := g.lock
		mode := strings.TrimSpace(k.Algorithm + " " + k.Mode)
		list = append(list, fmt.Sprintf("%s on %s %s: %s", mode, together(g.names), until(k.Held, transaction), effects(k.Blocks, k.Rows, k.Rewrite, k.Scan, k.Build)))
	}
	for _, why := range st.Opaque {
		list = append(list, "not known: "+why)
	}
	return list
}

func alike(a, b sqlstmt.Lock) bool {
	return a.Mode == b.Mode && a.Algorithm == b.Algorithm && a.Held == b.Held && a.Rewrite == b.Rewrite && a.Scan == b.Scan && a.Build == b.Build && a.Rows == b.Rows && slices.Equal(a.Blocks, b.Blocks)
}

// goesAlong tells whether a lock is on a sequence of a table that is locked as well: one goes with the other.
func goesAlong(kind, mode string, list []sqlstmt.Lock) bool {
	return kind == "sequence" && slices.ContainsFunc(list, func(o sqlstmt.Lock) bool { return o.Kind == "" && o.Mode == mode })
}

func nameOf(kind, name string) string { return strings.TrimSpace(kind + " " + name) }

// together writes "a", "a and b", "a, b and c".
func together(names []string) string {
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
	return strings.Join(names, "")
}

func until(held string, transaction int) string {
	switch {
	case held == "moment":
		return "for a moment"
	case held == "transaction" && transaction != 0:
		return "until commit"
	}
	return "until it ends"
}

// effects says what a lock blocks and what is done under it: "blocks writes; builds an index".
func effects(blocks []string, rows, rewrite, scan, build bool) string {
	waiting := slices.DeleteFunc(slices.Clone(blocks), func(b string) bool { return b == "DDL" })
	none := "neither reads nor writes"
	if rows {
		none = "writes to the same rows"
	}
	text := "blocks " + cmp.Or(together(waiting), none)
	for _, work := range works(rewrite, scan, build) {
		text += "; " + work
	}
	return text
}

func works(rewrite, scan, build bool) []string {
	var list []string
	switch {
	case rewrite:
		return []string{"rewrites the table"} // which reads it, and builds its indexes
	case scan:
		list = append(list, "reads every row")
	}
	if build {
		list = append(list, "builds an index")
	}
	return list
}

// ledgerRow is a line of the ledger.
type ledgerRow struct {
	name, mode, effects string
	statements          []int
}

// ledgerLines is the ledger of locks for the header of a script: per transaction what it locks of the tables
// that are there before. Statements outside of transactions that follow each other stand together.
func ledgerLines(p *planner.Plan) []string {
	var list []string
	made := map[string]string{}
	for i := 0; i < len(p.Ledger); {
		j := i + 1
		for p.Ledger[i].Transaction == 0 && j < len(p.Ledger) && p.Ledger[j].Transaction == 0 {
			j++
		}
		list = append(list, ledgerPart(p.Ledger[i:j], made)...)
		i = j
	}
	return append(list, ledgerEnd(p, made, len(list) > 0)...)
}

// ledgerPart is one transaction, or statements outside of them. It adds what is new to made, with its kind.
func ledgerPart(part []planner.Ledger, made map[string]string) []string {
	var rows []ledgerRow
	var light, revisions []string
	for _, l := range part {
		for _, id := range l.Revisions {
			revisions = appendNew(revisions, id)
		}
		for _, t := range l.Tables {
			name := nameOf(t.Kind, t.Table)
			switch {
			case t.Kind == "sequence" && slices.ContainsFunc(l.Tables, func(o planner.LedgerTable) bool { return o.Kind == "" && o.Mode == t.Mode }):
			case t.New:
				made[name] = cmp.Or(t.Kind, "table")
			case t.Light:
				light = appendNew(light, name)
			default:
				rows = addRow(rows, ledgerRow{name, strings.TrimSpace(strings.Join(t.Algorithms, ", ") + " " + t.Mode), ledgerEffects(t), t.Statements})
			}
		}
	}
	if len(rows) == 0 && len(light) == 0 {
		return nil
	}
	list := append([]string{ledgerTitle(part[0].Transaction, revisions)}, columns(rows)...)
	if len(light) > 0 {
		list = append(list, "  without blocking reads or writes: "+strings.Join(light, ", "))
	}
	return list
}

// addRow adds a row, or its statements to the one that says the same.
func addRow(rows []ledgerRow, r ledgerRow) []ledgerRow {
	i := slices.IndexFunc(rows, func(o ledgerRow) bool { return o.name == r.name && o.mode == r.mode && o.effects == r.effects })
	if i < 0 {
		return append(rows, r)
	}
	rows[i].statements = append(slices.Clone(rows[i].statements), r.statements...)
	return rows
}

// madeInWords counts what the script makes itself: "2 tables and 1 view".
func madeInWords(made map[string]string) string {
	count := map[string]int{}
	for _, kind := range made {
		count[kind]++
	}
	first := []string{"index", "sequence", "materialized view", "view", "table"} // the last is told first
	kinds := slices.SortedFunc(maps.Keys(count), func(a, b string) int {
		return cmp.Or(slices.Index(first, b)-slices.Index(first, a), strings.Compare(a, b))
	})
	for i, kind := range kinds {
		many := kind + "s"
		if kind == "index" {
			many = "indexes"
		}
		kinds[i] = plural(count[kind], kind, many)
	}
	return together(kinds)
}

// ledgerEnd sums up what is new, and names what is locked in opposite orders.
func ledgerEnd(p *planner.Plan, made map[string]string, others bool) []string {
	var list []string
	switch {
	case len(made) > 0 && others:
		list = append(list, "Besides, "+madeInWords(made)+" that the script makes itself.")
	case len(made) > 0:
		list = append(list, "none; it locks only what it makes itself")
	}
	for _, o := range p.LockOrders {
		list = append(list, fmt.Sprintf("Transaction %d locks %s, then %s; transaction %d the other way round: a session that locks both can deadlock with one of them.", o.First, o.Tables[0], o.Tables[1], o.Second))
	}
	return list
}

func ledgerTitle(transaction int, revisions []string) string {
	const shown = 3
	if len(revisions) > shown {
		revisions = append(slices.Clone(revisions[:shown]), fmt.Sprintf("%d more", len(revisions)-shown))
	}
	if transaction == 0 {
		return fmt.Sprintf("Outside transactions (%s):", strings.Join(revisions, ", "))
	}
	return fmt.Sprintf("Transaction %d (%s):", transaction, strings.Join(revisions, ", "))
}

func ledgerEffects(t planner.LedgerTable) string {
	text := effects(t.Blocks, t.Rows, t.Rewrite, t.Scan, t.Build)
	if t.Held == "moment" {
		text += " for a moment"
	}
	if t.Estimate != "" {
		text += " (" + t.Estimate + ")"
	}
	return text
}

// numberList writes "statement 3", "statements 3-5, 8".
func numberList(numbers []int) string {
	var parts []string
	for i := 0; i < len(numbers); {
		j := i
		for j+1 < len(numbers) && numbers[j+1] == numbers[j]+1 {
			j++
		}
		text := strconv.Itoa(numbers[i])
		if j > i {
			text += "-" + strconv.Itoa(numbers[j])
		}
		parts = append(parts, text)
		i = j + 1
	}
	word := "statement "
	if len(numbers) > 1 {
		word = "statements "
	}
	return word + strings.Join(parts, ", ")
}

// columns aligns the names and modes of rows, unless one is very long.
func columns(rows []ledgerRow) []string {
	const most = 40
	names, modes := 0, 0
	for _, r := range rows {
		if n := len(line(r.name)); n <= most {
			names = max(names, n)
		}
		if n := len(line(r.mode)); n <= most {
			modes = max(modes, n)
		}
	}
	var list []string
	for _, r := range rows {
		list = append(list, fmt.Sprintf("  %-*s  %-*s  %s; %s", names, line(r.name), modes, line(r.mode), r.effects, numberList(r.statements)))
	}
	return list
}

// Locks writes what a plan locks, for a person at a terminal: each statement with all of its locks and the page
// behind each, then the ledger.
func Locks(p *planner.Plan) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s -> %s, %s %s\n", p.Command, rows(p.From), rows(p.To), p.Dialect, p.ServerVersion)
	for i := range p.Sections {
		s := &p.Sections[i]
		if s.ID != "" {
			fmt.Fprintf(&b, "\n%s  %s\n", line(s.ID), line(s.Message))
		}
		for j := range s.Items {
			if st := s.Items[j].Statement; st != nil {
				writeStatementLocks(&b, st, s.Items[j].Transaction)
			}
		}
	}
	if list := ledgerLines(p); len(list) > 0 {
		b.WriteString("\nLocks on what was there before:\n")
		for _, l := range list {
			b.WriteString("  " + line(l) + "\n")
		}
	}
	return b.String()
}

func writeStatementLocks(b *strings.Builder, st *planner.Statement, transaction int) {
	place := fmt.Sprintf("in transaction %d", transaction)
	if transaction == 0 {
		place = "outside a transaction"
	}
	fmt.Fprintf(b, "  %4d  %s (%s)\n", st.Number, line(st.Summary), place)
	if len(st.Locks) == 0 && len(st.Opaque) == 0 {
		b.WriteString("          no table\n")
	}
	for _, k := range st.Locks {
		text := strings.TrimSpace(k.Algorithm+" "+k.Mode) + " on " + nameOf(k.Kind, k.Table)
		if k.New {
			fmt.Fprintf(b, "          %s, new\n", line(text))
			continue
		}
		fmt.Fprintf(b, "          %s %s: %s\n", line(text), until(k.Held, transaction), effects(k.Blocks, k.Rows, k.Rewrite, k.Scan, k.Build))
		for _, more := range []string{k.Note, k.Fact + ", " + k.Source} {
			if more != "" {
				fmt.Fprintf(b, "            %s\n", line(more))
			}
		}
	}
	for _, why := range st.Opaque {
		fmt.Fprintf(b, "          not known: %s\n", line(why))
	}
}

// LocksByVersion writes where a path differs between versions of the server.
func LocksByVersion(w *planner.WhatIf) string {
	var b strings.Builder
	different := 0
	for _, d := range w.Different {
		cases := shownCases(d.Cases)
		if len(cases) == 1 {
			continue // they differ in what is not shown here
		}
		different++
		fmt.Fprintf(&b, "\n%s:%d  %s\n", line(d.Path), d.Line, line(d.Summary))
		width := 0
		for _, c := range cases {
			width = max(width, len(span(c.versions)))
		}
		for _, c := range cases {
			for i, text := range c.lines {
				versions := ""
				if i == 0 {
					versions = span(c.versions)
				}
				fmt.Fprintf(&b, "  %-*s  %s\n", width, versions, line(text))
			}
		}
	}
	for _, v := range w.Broken {
		fmt.Fprintf(&b, "\n%s  does not compile: %s\n", v.Version, line(v.Error))
	}
	fmt.Fprintf(&b, "\n%s of %s the same on %s.\n", plural(w.Statements-different, "statement", "statements"), strconv.Itoa(w.Statements), span(w.Versions))
	return b.String()
}

// shownCase is what a statement does on some versions, as it is printed.
type shownCase struct {
	versions, lines []string
}

// shownCases are the cases of a statement, those that read alike as one.
func shownCases(cases []planner.VersionCase) []shownCase {
	var list []shownCase
	for _, c := range cases {
		lines := caseLines(c)
		if n := len(list); n > 0 && slices.Equal(list[n-1].lines, lines) {
			list[n-1].versions = append(list[n-1].versions, c.Versions...)
			continue
		}
		list = append(list, shownCase{slices.Clone(c.Versions), lines})
	}
	return list
}

// caseLines are the locks of a statement on some versions, and whether it runs in a transaction there.
func caseLines(c planner.VersionCase) []string {
	transaction := 1 // its number does not matter here
	var list []string
	if c.Outside != "" {
		transaction = 0
		list = append(list, "outside a transaction: "+c.Outside)
	}
	list = append(list, lockLines(&planner.Statement{Locks: c.Locks, Opaque: c.Opaque}, transaction)...)
	if len(list) == 0 {
		list = []string{"locks nothing that was there before"}
	}
	return list
}

// span writes versions that follow each other: "9.6-11".
func span(versions []string) string {
	switch n := len(versions); n {
	case 0:
		return ""
	case 1:
		return versions[0]
	default:
		return versions[0] + "-" + versions[n-1]
	}
}
