package schema

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/source"
)

// What a way back restores is told from three catalogs: the one before a change, one after it, and one at
// the end of the way back. Each is a clone of the one before, so that only what was touched is looked at.

// touchedNames are the objects of which two catalogs may know something else.
type touchedNames struct {
	schemas, tables, sequences, types, routines, extensions, others []Name
}

func touched(a, b *Catalog) touchedNames {
	return touchedNames{differing(&a.schemas, &b.schemas), differing(&a.tables, &b.tables), differing(&a.sequences, &b.sequences),
		differing(&a.types, &b.types), differing(&a.routines, &b.routines), differing(&a.extensions, &b.extensions), differing(&a.others, &b.others)}
}

// Unrestored returns how the definitions in end differ from those in before, from which end was
// made by changes and by changes back. More counts here than in Diff, since both catalogs come from statements and
// neither from what a server prints. doubts are the objects among them of which that is not known.
func Unrestored(before, end *Catalog, ignore func(Name) bool) (list []Difference, doubts []Doubtful) {
	names := touched(before, end)
	a, b := describedExactly(before, end, names), describedExactly(end, before, names)
	seen := map[Name]bool{}
	list = compare(a, b, func(x thing) bool {
		if ignore(x.object) {
			return true
		}
		was, is := before.doubtOf(x), end.doubtOf(x)
		if x.kind == "trigger" && was != nil && is != nil && *was == *is {
			return true // as little known as before
		}
		d := cmpDoubt(was, is)
		if d != nil && !seen[x.object] {
			seen[x.object] = true
			doubts = append(doubts, Doubtful{x.object, *d})
		}
		return d != nil
	})
	slices.SortFunc(doubts, func(x, y Doubtful) int { return CompareNames(x.Name, y.Name) })
	list = append(list, reordered(before, end, names.tables, ignore)...)
	for i := range list {
		list[i].Shown = before.shown(list[i].Kind, list[i].Object)
	}
	return list, doubts
}

// SameTables tells whether two catalogs have tables and views of the same names.
func SameTables(a, b *Catalog, ignore func(Name) bool) bool {
	return !slices.ContainsFunc(differing(&a.tables, &b.tables), func(n Name) bool {
		x, _ := a.tables.get(n)
		y, _ := b.tables.get(n)
		return x.there != y.there && !ignore(n)
	})
}

// shown is the name of an object for people: of a routine with its arguments, which are no part of what may need
// quotes, and of an operator as it is.
func (c *Catalog) shown(kind string, n Name) string {
	base, args, routine := strings.Cut(n.Name, "(")
	switch {
	case kind == "operator":
		return n.Name
	case routine && (kind == "function" || kind == "procedure" || kind == "aggregate"):
		return c.Reference(Name{n.Schema, base}) + "(" + args
	}
	return c.Reference(n)
}

func cmpDoubt(a, b *Doubt) *Doubt {
	if a != nil {
		return a
	}
	return b
}

// doubtOf is why the catalog does not know the object that a thing is or belongs to; nil if it does.
func (c *Catalog) doubtOf(x thing) *Doubt {
	if !c.doubts(x) {
		return nil
	}
	if t, known := c.Table(x.object.Schema, x.object.Name); t != nil && t.Doubt != nil {
		return t.Doubt
	} else if t != nil && x.kind == "trigger" && t.triggerDoubt(x.part) != nil {
		return t.triggerDoubt(x.part)
	} else if known.Unknown() {
		return &known.Doubt
	}
	return &Doubt{Reason: "what " + x.object.String() + " looks like is not known"}
}

// ColumnOrder is the aspect of a table whose columns are the same and stand in another order.
const ColumnOrder = "column order"

// reordered returns the tables whose columns stand in another order.
func reordered(before, end *Catalog, names []Name, ignore func(Name) bool) []Difference {
	var list []Difference
	for _, n := range names {
		x, known := look(before, &before.tables, n)
		y, still := look(end, &end.tables, n)
		if ignore(n) || !known.Yes() || !still.Yes() || x.Doubt != nil || y.Doubt != nil || len(x.Columns) != len(y.Columns) {
			continue
		}
		a, b := columnNames(x), columnNames(y)
		if !slices.Equal(a, b) && slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))) {
			list = append(list, Difference{Kind: x.Kind.String(), Name: n.String(), Object: n, Aspect: ColumnOrder,
				Want: strings.Join(a, ", "), Have: strings.Join(b, ", "), Made: x.Made})
		}
	}
	return list
}

func columnNames(t *Table) []string {
	names := make([]string, len(t.Columns))
	for i := range t.Columns {
		names[i] = t.Columns[i].Name
	}
	return names
}

// describedExactly makes the things of some objects, with all that is known of them, but for what of tables is
// the same in the other catalog: most of what is touched is left as it was.
func describedExactly(c, other *Catalog, names touchedNames) *things {
	all := &things{}
	eachThere(&c.schemas, names.schemas, func(s *Schema) {
		describeSchema(s, all.with(fact{"comment", s.Comment}))
	})
	eachThere(&c.tables, names.tables, func(t *Table) {
		e, _ := other.tables.get(t.Name)
		switch o := e.value; {
		case !e.there || t.Kind != o.Kind || !slices.Equal(c.path, other.path):
			describeTable(c, t, all.exact(t))
		case t.describedWhole(o):
			all.add(thing{kind: t.Kind.String(), object: t.Name, made: t.Made})
			describeParts(c, t, o, all.exact(t))
		default:
			describeWhole(t, all.exact(t))
			describeParts(c, t, o, all.exact(t))
		}
	})
	eachThere(&c.sequences, names.sequences, func(s *Sequence) {
		describeSequence(c, s, all.with(fact{"start", fmt.Sprint(s.Start)}, fact{"minimum", fmt.Sprint(s.Min)}, fact{"maximum", fmt.Sprint(s.Max)}, fact{"comment", s.Comment}))
	})
	eachThere(&c.types, names.types, func(u *UserType) { describeType(c, u, all.add) })
	eachThere(&c.routines, names.routines, func(r *Routine) {
		describeRoutine(r, all.with(fact{"result", c.FormatType(r.Returns)}, fact{"comment", r.Comment}))
	})
	eachThere(&c.extensions, names.extensions, func(e *Extension) {
		all.add(thing{kind: "extension", object: e.Name, made: e.Made, facts: []fact{{"schema", e.Schema}, {"version", e.Version}}})
	})
	eachThere(&c.others, names.others, func(o *Other) {
		name := Name{o.Name.Schema, strings.TrimPrefix(o.Name.Name, o.Kind+" ")}
		all.add(thing{kind: o.Kind, object: name, made: o.Made, facts: []fact{{"comment", o.Comment}}})
	})
	return all
}

// describedWhole tells whether two tables of a kind have the same description but for that of their parts.
func (t *Table) describedWhole(o *Table) bool {
	return t.Unlogged == o.Unlogged && t.OfType == o.OfType && t.RowSecurity == o.RowSecurity && t.ReplicaIdentity == o.ReplicaIdentity &&
		t.Comment == o.Comment && t.Query == o.Query && t.PartitionBy == o.PartitionBy && t.Bound == o.Bound &&
		slices.Equal(t.Parents, o.Parents) && slices.Equal(t.Publications, o.Publications) && maps.Equal(t.Options, o.Options) &&
		slices.EqualFunc(t.Rules, o.Rules, func(a, b Rule) bool { return a.Name == b.Name })
}

// described tells whether two columns of a name have the same description, as describeTable and exact write it. Expressions are
// compared as pointers, which columns share that nothing has changed.
func (c *Column) described(o *Column) bool {
	return c.Type == o.Type && c.NotNull == o.NotNull && c.Default == o.Default && c.Generated == o.Generated && c.Identity == o.Identity &&
		c.More().Comment == o.More().Comment && c.Collation == o.Collation && c.More().CharacterSet == o.More().CharacterSet && c.AutoIncrement == o.AutoIncrement &&
		c.More().OnUpdate == o.More().OnUpdate && c.Invisible == o.Invisible && c.Virtual == o.Virtual
}

// described is the same for constraints.
func (k *Constraint) described(o *Constraint) bool {
	return k.Kind == o.Kind && k.Check == o.Check && k.RefTable == o.RefTable && k.OnUpdate == o.OnUpdate && k.OnDelete == o.OnDelete &&
		k.Deferrable == o.Deferrable && k.InitiallyDeferred == o.InitiallyDeferred && k.NotValid == o.NotValid && k.Comment == o.Comment &&
		slices.Equal(k.Columns, o.Columns) && slices.Equal(k.RefColumns, o.RefColumns) && slices.Equal(k.Elements, o.Elements) && slices.Equal(k.Include, o.Include)
}

// described is the same for indexes. That of a constraint is described with it.
func (x *Index) described(o *Index) bool {
	return x.Constraint == o.Constraint && x.Method == o.Method && x.Unique == o.Unique && x.Where == o.Where && x.Invalid == o.Invalid &&
		x.MayBeInvalid == o.MayBeInvalid && x.NullsNotDistinct == o.NullsNotDistinct && x.Comment == o.Comment &&
		slices.Equal(x.Keys, o.Keys) && slices.Equal(x.Include, o.Include) && slices.Equal(x.Options, o.Options)
}

// eachThere calls do with the objects of some names that are there.
func eachThere[T copier[T]](s *store[T], names []Name, do func(T)) {
	for _, n := range names {
		if e, _ := s.get(n); e.there {
			do(e.value)
		}
	}
}

// with adds things with more facts.
func (all *things) with(more ...fact) func(thing) {
	return func(x thing) {
		x.facts = append(x.facts, more...)
		all.add(x)
	}
}

// exact adds the things of a table with what Diff leaves out.
func (all *things) exact(t *Table) func(thing) {
	return func(x thing) {
		switch {
		case x.of == "":
			x.facts = append(x.facts, fact{"query", t.Query}, fact{"partition key", t.PartitionBy}, fact{"bound", t.Bound}, fact{"options", options(t)},
				fact{"rules", joined(t.Rules, func(r Rule) string { return r.Name })})
		case x.kind == "column":
			k := t.Column(x.part)
			x.facts = append(x.facts, fact{"collation", k.Collation}, fact{"character set", k.More().CharacterSet}, fact{"AUTO_INCREMENT", yes(k.AutoIncrement)},
				fact{"ON UPDATE", k.More().OnUpdate}, fact{"invisible", yes(k.Invisible)}, fact{"virtual", yes(k.Virtual)})
		case x.kind == "index":
			i := t.Index(x.part)
			x.facts = append(x.facts, fact{"options", strings.Join(i.Options, ", ")}, fact{"NULLS NOT DISTINCT", yes(i.NullsNotDistinct)},
				fact{"operator classes", joined(i.Keys, func(k IndexKey) string { return k.OpClass })}, fact{"comment", i.Comment})
		case x.kind == "trigger":
			i := slices.IndexFunc(t.Triggers, func(g Trigger) bool { return g.Name == x.part })
			g := t.Triggers[i]
			x.facts = append(x.facts, fact{"events", fmt.Sprint(g.Events)}, fact{"columns", strings.Join(g.Columns, ", ")}, fact{"comment", g.Comment},
				fact{"in doubt", yes(g.Doubt != nil)})
		default:
			if k := t.Constraint(x.part); k != nil {
				x.facts = append(x.facts, fact{"comment", k.Comment})
			}
		}
		if x.of != "" && madeUp(x.part) { // by the server, which gives it another name each time
			x.part = MadeUp + x.text()
		}
		all.add(x)
	}
}

// MadeUp starts the names of parts that nobody knows beforehand, since the server makes them up. In a
// Difference, what is known of the part follows.
const MadeUp = "?"

func madeUp(part string) bool { return part == "" || strings.HasPrefix(part, MadeUp) }

func options(t *Table) string {
	var list []string
	for name, value := range t.Options { // sorted below
		list = append(list, name+"="+value)
	}
	slices.Sort(list)
	return strings.Join(list, ", ")
}

// joined lists the texts that are not empty.
func joined[T any](list []T, text func(T) string) string {
	var texts []string
	for _, x := range list {
		if s := text(x); s != "" {
			texts = append(texts, s)
		}
	}
	return strings.Join(texts, ", ")
}

// DataLoss are values that a change throws away, as it would be: the table may have rows.
type DataLoss struct {
	Table  Name   // or the sequence
	Column string // empty for all of the table's rows
	// Made is the statement that made the column, table or sequence.
	Made source.Span
	// Object and What say it in words: "column a of table t", "its values".
	Object, What string
}

// DataLost returns what of the values before a change is gone after it: rows of dropped tables, values of dropped
// columns, and what a type cannot hold. after is a clone of before that was changed. inUse: a table has rows, even if
// no statement is known to have written any.
func DataLost(before, after *Catalog, inUse bool, ignore func(Name) bool) []DataLoss {
	var list []DataLoss
	names := differing(&before.tables, &after.tables)
	for _, n := range names {
		t, known := look(before, &before.tables, n)
		if ignore(n) || !known.Yes() || t.IsView() || t.Temporary {
			continue
		}
		if rows, _ := before.RowsOf(t); rows == RowsNone && !inUse {
			continue
		}
		now := after.successor(before, t, names)
		if now == nil {
			list = append(list, DataLoss{Table: n, Made: t.Made, Object: t.Kind.String() + " " + before.Reference(n), What: "its rows"})
			continue
		}
		list = append(list, columnsLost(before, t, now)...)
	}
	for _, n := range differing(&before.sequences, &after.sequences) {
		s, known := look(before, &before.sequences, n)
		if _, still := look(after, &after.sequences, n); known.Yes() && still.No() && s.Owner.IsZero() && !s.Created && !ignore(n) {
			list = append(list, DataLoss{Table: n, Made: s.Made, Object: "sequence " + before.Reference(n), What: "the number that it had come to"})
		}
	}
	return list
}

// successor is what a table has become: the one of its name, unless that was made anew, or the one that it was
// renamed to; nil if it is gone.
func (c *Catalog) successor(before *Catalog, t *Table, names []Name) *Table {
	if now, known := look(c, &c.tables, t.Name); now != nil && !known.No() && (now.Made == t.Made || known.Unknown() || c.mirrored) {
		return now
	}
	for _, n := range names {
		now, known := look(c, &c.tables, n)
		if _, was := look(before, &before.tables, n); known.Yes() && was.No() && (now.Made == t.Made && !t.Made.IsZero() || c.mirrored && shared(t, now) > len(t.Columns)/2) {
			return now
		}
	}
	return nil
}

// shared is how many columns of a table another one has too.
func shared(t, now *Table) (n int) {
	for i := range t.Columns {
		if now.Column(t.Columns[i].Name) != nil {
			n++
		}
	}
	return n
}

func columnsLost(before *Catalog, t, now *Table) []DataLoss {
	if t.Doubt != nil || now.Doubt != nil {
		return nil
	}
	var list []DataLoss
	pairs := pairColumns(t, now)
	for i, col := range t.Columns {
		loss := DataLoss{Table: t.Name, Column: col.Name, Made: col.Made, Object: "column " + col.Name + " of table " + before.Reference(t.Name)}
		switch to := pairs[i]; {
		case col.Generated != nil:
		case to == nil:
			loss.What = "its values"
			list = append(list, loss)
		case !keeps(col.Type, to.Type):
			loss.What = fmt.Sprintf("what %s cannot hold of its values of the type %s", before.FormatType(to.Type), before.FormatType(col.Type))
			list = append(list, loss)
		}
	}
	return list
}

// pairColumns finds for each column of a table the one that it has become; nil for one that is gone. A column
// that was renamed is still made by the same statement.
func pairColumns(t, now *Table) []*Column {
	pairs := make([]*Column, len(t.Columns))
	taken := map[*Column]bool{}
	for i := range t.Columns {
		if c := now.Column(t.Columns[i].Name); c != nil && c.Made == t.Columns[i].Made {
			pairs[i], taken[c] = c, true
		}
	}
	for i := range t.Columns {
		if pairs[i] == nil && t.Columns[i].Made.IsZero() && i < len(now.Columns) { // of a server: one at the same place
			if c := now.Columns[i]; t.Column(c.Name) == nil && c.Type == t.Columns[i].Type {
				pairs[i], taken[c] = c, true
			}
		}
		for _, c := range now.Columns {
			if pairs[i] == nil && !taken[c] && c.Made == t.Columns[i].Made && !c.Made.IsZero() {
				pairs[i], taken[c] = c, true
			}
		}
	}
	return pairs
}
