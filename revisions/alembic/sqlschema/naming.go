package sqlschema

import (
	"strconv"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// convention is a naming convention: what constraints and indexes are called that
// nobody has named.
type convention []rule

// rule is one entry; key is "ix", "uq" ..., the class of a construct, or the name
// of a token of one's own, whose value is a function.
type rule struct{ key, value python.Value }

var defaultConvention = convention{{key: python.Str("ix"), value: python.Str("ix_%(column_0_label)s")}}

// noneName stands for the name of a constraint that a type brings: the naming
// convention may give one, and nothing else does.
var noneName = &enumValue{"NONE_NAME"}

func readConvention(t *python.Thread, v python.Value) (convention, error) {
	d, ok := v.(*python.Dict)
	if !ok {
		if o, opaque := v.(*python.Opaque); opaque {
			return nil, t.Unresolved(o, "a naming convention")
		}
		if v == python.None {
			return nil, nil
		}
		return nil, t.Raise(python.TypeError, "a naming convention must be a dict, not %s", v.Class().Name)
	}
	var c convention
	for _, item := range d.Items() {
		c = append(c, rule{key: item.Key, value: item.Value})
	}
	return c, nil
}

func (c convention) dict() *python.Dict {
	d := python.NewDict()
	for _, r := range c {
		// Keys that came out of a dict are keys of a dict.
		_ = d.Set(r.key, r.value)
	}
	return d
}

func (c convention) text(key string) python.Value {
	for _, r := range c {
		if s, ok := python.AsStr(r.key); ok && s == key {
			return r.value
		}
	}
	return nil
}

// pattern finds the rule of a class, or of one that it inherits from.
func (c convention) pattern(cls *python.Class) python.Value {
	for _, k := range cls.MRO() {
		if short := shortNames[k]; short != "" {
			if v := c.text(short); v != nil {
				return v
			}
		}
		for _, r := range c {
			if r.key == python.Value(k) {
				return r.value
			}
		}
	}
	return nil
}

var shortNames = map[*python.Class]string{
	indexClass: "ix", primaryKeyClass: "pk", checkClass: "ck", uniqueClass: "uq", foreignKeyConstraintClass: "fk",
}

// named is a constraint or an index, as a naming convention sees it.
type named struct {
	value    python.Value
	name     *ir.Name
	deferred bool
	table    *Table
	columns  []*Column
	elements []*ForeignKey // of a foreign key
	foreign  bool
}

// conventional gives the constraint the name that the convention has for it. A
// deferred name is asked for when the SQL is written.
func (k *Constraint) conventional(t *python.Thread) error {
	if k.table == nil || k.deferred || k.name.Generated {
		return nil
	}
	n := k.named()
	found, err := n.lookup(t)
	if found != nil && err == nil {
		k.name = *found
	}
	return err
}

func (k *Constraint) named() named {
	return named{value: k, name: &k.name, deferred: k.deferred, table: k.table, columns: k.columnsForName(), elements: k.elements, foreign: k.kind == foreignKeyConstraint}
}

// columnsForName are the columns of a constraint; those of a CHECK are the ones its condition names.
func (k *Constraint) columnsForName() []*Column {
	if k.kind != checkConstraint || len(k.columns) > 0 {
		return k.columns
	}
	var columns []*Column
	walkColumns(k.condition, func(ref *ir.ColumnRef) {
		if c, ok := ref.Origin.(*Column); ok {
			columns = append(columns, c)
		}
	})
	return columns
}

func (x *Index) conventional(t *python.Thread) error {
	if x.name.Generated {
		return nil
	}
	n := named{value: x, name: &x.name, table: x.table, columns: x.columns}
	found, err := n.lookup(t)
	if found != nil && err == nil {
		x.name = *found
	}
	return err
}

// finalName is the constraint's name in the SQL.
func (k *Constraint) finalName(t *python.Thread) (ir.Name, error) {
	if !k.deferred || k.table == nil {
		return k.name, nil
	}
	n := k.named()
	found, err := n.lookup(t)
	if found == nil {
		return ir.Name{}, err
	}
	return *found, err
}

// lookup returns the conventional name; nil if the thing keeps the name that it has.
func (n *named) lookup(t *python.Thread) (*ir.Name, error) {
	v := n.table.meta.naming.pattern(n.value.Class())
	if v == nil || v == python.None {
		return nil, nil
	}
	pattern, ok := python.AsStr(v)
	if !ok {
		// A function in the place of a pattern gives the name itself.
		return n.fromFunction(t, v)
	}
	if !n.name.IsZero() && !n.deferred && !strings.Contains(pattern, "constraint_name") {
		return nil, nil
	}
	text, err := n.fill(t, pattern)
	return &ir.Name{Text: text, Generated: true}, err
}

func (n *named) fromFunction(t *python.Thread, fn python.Value) (*ir.Name, error) {
	if !n.name.IsZero() {
		return nil, nil
	}
	v, err := t.Call(fn, n.value, n.table)
	if err != nil || v == python.None {
		return nil, err
	}
	text, err := t.Str(v)
	return &ir.Name{Text: text, Generated: true}, err
}

var tokenPattern = lazyregexp.New(`%(?:\(([^)]*)\)s|%)`)

// fill replaces %(token)s in a pattern.
func (n *named) fill(t *python.Thread, pattern string) (string, error) {
	var b strings.Builder
	last := 0
	for _, m := range tokenPattern.FindAllStringSubmatchIndex(pattern, -1) {
		b.WriteString(pattern[last:m[0]])
		last = m[1]
		if m[2] < 0 {
			b.WriteByte('%')
			continue
		}
		text, err := n.token(t, pattern[m[2]:m[3]])
		if err != nil {
			return "", err
		}
		b.WriteString(text)
	}
	b.WriteString(pattern[last:])
	return b.String(), nil
}

var columnToken = lazyregexp.New(`^(referred_)?column_(\d+)(_?N)?_(name|key|label)$`)

func (n *named) token(t *python.Thread, key string) (string, error) {
	if fn := n.table.meta.naming.text(key); fn != nil {
		v, err := t.Call(fn, n.value, n.table)
		if err != nil {
			return "", err
		}
		return t.Str(v)
	}
	switch key {
	case "table_name":
		return n.table.name.Text, nil
	case "constraint_name":
		if n.name.IsZero() {
			return "", t.Raise(host.InvalidRequestError, "Naming convention including %%(constraint_name)s token requires that constraint is explicitly named.")
		}
		return n.name.Text, nil
	case "referred_table_name":
		if len(n.elements) == 0 {
			return "", t.Raise(python.IndexError, "list index out of range")
		}
		_, name := n.elements[0].table()
		return name.Text, nil
	}
	m := columnToken.FindStringSubmatch(key)
	if m == nil || m[1] != "" && m[4] != "name" {
		return "", t.Raise(python.KeyError, "%s", key)
	}
	index, err := strconv.Atoi(m[2])
	if err != nil {
		return "", t.Raise(python.KeyError, "%s", key)
	}
	if m[3] == "" {
		return n.column(m[1] != "", m[4], index), nil
	}
	return n.columnsText(m[1] != "", m[4], m[3] == "_N"), nil
}

// columnsText joins what a token says of all columns.
func (n *named) columnsText(referred bool, attr string, separated bool) string {
	count := len(n.columns)
	if n.foreign {
		count = len(n.elements)
	}
	parts := make([]string, count)
	for i := range parts {
		parts[i] = n.column(referred, attr, i)
	}
	if separated {
		return strings.Join(parts, "_")
	}
	return strings.Join(parts, "")
}

// column is what a token says of one column; "" if there is none.
func (n *named) column(referred bool, attr string, i int) string {
	var c *Column
	switch {
	case n.foreign && i >= len(n.elements), !n.foreign && i >= len(n.columns):
		return ""
	case referred && !n.foreign:
		return ""
	case referred:
		return n.elements[i].columnName().Text
	case n.foreign:
		c = n.elements[i].parent
	default:
		c = n.columns[i]
	}
	if c == nil {
		return ""
	}
	switch attr {
	case "key":
		return c.key
	case "label":
		return label(c)
	}
	return c.name.Text
}

// label is "table_column", with the schema in front.
func label(c *Column) string {
	if c.table == nil {
		return c.name.Text
	}
	text := c.table.name.Text + "_" + c.name.Text
	if !c.table.schema.IsZero() {
		text = strings.ReplaceAll(c.table.schema.Text, ".", "_") + "_" + text
	}
	return text
}
