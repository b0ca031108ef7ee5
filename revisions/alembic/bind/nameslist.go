package bind

import (
	"fmt"
	"slices"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// listed is one kind of objects that the inspector lists by name.
type listed struct {
	what string // "tables"
	list func(c *schema.Catalog, sch string) []string
	find func(c *schema.Catalog, sch, name string) schema.Known
	// query lists them on a server; it is completed with the schema.
	query string
}

// nameList is a list of names that an inspector has given. A revision that asks
// whether a name is in it relies on that one name; only what looks at the whole
// list relies on all of it.
type nameList struct {
	of   *listed
	sch  string
	cat  *schema.Catalog // as it was when the list was made
	full *python.List    // nil until all of it is needed
}

// Class returns list.
func (*nameList) Class() *python.Class { return python.ListClass }

// names defines a method of the inspector that lists names.
func names(method string, of *listed) {
	define(inspectorClass, method, "schema=None, **kw", func(t *python.Thread, _ *Inspector, b *python.Bound) (python.Value, error) {
		sch, err := optSchema(b)
		if err != nil {
			return nil, err
		}
		c, err := stateOf(t).catalog()
		if err != nil {
			return nil, err
		}
		return &nameList{of: of, sch: sch, cat: c.Clone()}, nil
	})
}

func (l *nameList) title() string {
	if l.sch == "" {
		return "the " + l.of.what
	}
	return "the " + l.of.what + " of schema " + l.sch
}

// whole makes the list and records all of it.
func (l *nameList) whole(t *python.Thread) (*python.List, error) {
	if l.full != nil {
		return l.full, nil
	}
	known := l.cat.Listing(l.sch)
	if isMySQL(host.Of(t).Dialect()) && otherDatabase(l.cat, l.sch) {
		known = elsewhere(t, l.cat, l.sch, schema.Known{State: schema.No})
	}
	if !known.Yes() {
		return nil, notKnown(t, "the list of "+withoutThe(l.title()), known)
	}
	found, check := l.of.list(l.cat, l.sch), ""
	s := stateOf(t)
	if s.start != nil && s.start.Listing(l.sch).Yes() && slices.Equal(l.of.list(s.start, l.sch), found) {
		if query := s.probes().names(l.of, l.sch); query != "" {
			check = s.probes().list(query, found)
		}
	}
	s.assume(t.Span(), l.title()+" are "+inWords(found), check)
	l.full = textList(found)
	return l.full, nil
}

// contains answers for one name.
func (l *nameList) contains(t *python.Thread, name string) (python.Value, error) {
	state := func(c *schema.Catalog) schema.Known {
		known := l.of.find(c, l.sch, name)
		if known.Yes() && !slices.Contains(l.of.list(c, l.sch), name) {
			return schema.Known{State: schema.No}
		}
		return known
	}
	known := elsewhere(t, l.cat, l.sch, state(l.cat))
	if known.Unknown() {
		return nil, notKnown(t, fmt.Sprintf("whether %s is among %s", name, l.title()), known)
	}
	s := stateOf(t)
	check, text := s.probes().named(l.of, l.sch, name), name+" is among "+l.title()
	if known.No() {
		check, text = "NOT "+check, name+" is not among "+l.title()
	}
	if check == "NOT " || s.start == nil || state(s.start).State != known.State {
		check = ""
	}
	s.assume(t.Span(), text, check)
	return python.Bool(known.Yes()), nil
}

// Binary is "in" for one name; every other operator takes the whole list.
func (l *nameList) Binary(t *python.Thread, op string, other python.Value, reflected bool) (python.Value, error) {
	if name, ok := python.AsStr(other); op == "in" && reflected && ok && l.full == nil {
		return l.contains(t, name)
	}
	list, err := l.whole(t)
	if err != nil {
		return nil, err
	}
	if o, ok := other.(*nameList); ok {
		if other, err = o.whole(t); err != nil {
			return nil, err
		}
	}
	a, b := python.Value(list), other
	if reflected {
		a, b = other, list
	}
	switch op {
	case "in":
		return t.Contains(list, other)
	case "==", "!=", "<", ">", "<=", ">=":
		return t.Compare(op, a, b)
	}
	return t.Binary(op, a, b)
}

// Iterate goes over the whole list.
func (l *nameList) Iterate(t *python.Thread) (python.Iterator, error) {
	list, err := l.whole(t)
	if err != nil {
		return nil, err
	}
	return t.Iterate(list)
}

// Length is that of the whole list.
func (l *nameList) Length(t *python.Thread) (int, error) {
	list, err := l.whole(t)
	if err != nil {
		return 0, err
	}
	return len(list.Elems), nil
}

// Index is an element, or several.
func (l *nameList) Index(t *python.Thread, key python.Value) (python.Value, error) {
	list, err := l.whole(t)
	if err != nil {
		return nil, err
	}
	return t.Index(list, key)
}

// Attr gives the methods of lists.
func (l *nameList) Attr(t *python.Thread, name string) (python.Value, error) {
	list, err := l.whole(t)
	if err != nil {
		return nil, err
	}
	return t.Attr(list, name)
}

// Repr shows the whole list.
func (l *nameList) Repr(t *python.Thread) (string, error) {
	list, err := l.whole(t)
	if err != nil {
		return "", err
	}
	return t.Repr(list)
}

// Str shows the whole list.
func (l *nameList) Str(t *python.Thread) (string, error) { return l.Repr(t) }

func findTable(c *schema.Catalog, sch, name string) schema.Known {
	_, known := c.Table(sch, name)
	return known
}

func findSequence(c *schema.Catalog, sch, name string) schema.Known {
	_, known := c.Sequence(sch, name)
	return known
}

func foreignTables(c *schema.Catalog, sch string) []string {
	var list []string
	for _, t := range c.Tables(sch) {
		if t.Kind == schema.Foreign && (sch != "" || c.Visible(t.Name)) {
			list = append(list, t.Name.Name)
		}
	}
	return list
}

func init() {
	names("get_table_names", &listed{"tables", (*schema.Catalog).TableNames, findTable, "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relpersistence <> 't'"})
	names("get_view_names", &listed{"views", (*schema.Catalog).ViewNames, findTable, "SELECT relname FROM pg_class WHERE relkind = 'v' AND relpersistence <> 't'"})
	names("get_materialized_view_names", &listed{"materialized views", (*schema.Catalog).MaterializedViewNames, findTable, "SELECT relname FROM pg_class WHERE relkind = 'm'"})
	names("get_sequence_names", &listed{"sequences", (*schema.Catalog).SequenceNames, findSequence, "SELECT relname FROM pg_class WHERE relkind = 'S'"})
	names("get_foreign_table_names", &listed{"foreign tables", foreignTables, findTable, "SELECT relname FROM pg_class WHERE relkind = 'f'"})
}
