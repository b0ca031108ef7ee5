package bind

import (
	"slices"

	"github.com/sqlplan/sqlplan/revisions/alembic/sqlschema"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// shaper makes of a row what the query is about: objects of models, or the row itself.
type shaper func(t *python.Thread, row *Row) (python.Value, error)

// shape makes of a row what the entities of the query say: an object of a model,
// or a row of several.
func (q *Query) shape(t *python.Thread, row *Row) (python.Value, error) {
	classes := make([]*python.Class, len(q.entities))
	for i, e := range q.entities {
		if modelOfClass(e) != nil {
			classes[i] = e.(*python.Class)
		}
	}
	v, err := q.session.made(t, classes, q.columns(), row)
	if err == nil && len(classes) == 1 && classes[0] != nil {
		return v.values[0], nil
	}
	return v, err
}

// shapeOf is the same for a select(): whole tables that belong to a model are its objects.
func (s *Session) shapeOf(q *ir.Select) shaper {
	classes := make([]*python.Class, len(q.Columns))
	for i, item := range q.Columns {
		if item.From == nil {
			continue
		}
		columns := item.Selected()
		if len(columns) == 0 {
			return nil
		}
		if classes[i] = sqlschema.MappedBy(columns[0]); classes[i] == nil && len(q.Columns) > 1 {
			return nil
		}
	}
	return func(t *python.Thread, row *Row) (python.Value, error) { return s.made(t, classes, q.Columns, row) }
}

// columns are the items of the query's statement; nil if it is no plain SELECT.
func (q *Query) columns() []ir.SelectItem {
	if s, ok := q.Query().(*ir.Select); ok && len(s.Columns) == len(q.entities) {
		return s.Columns
	}
	return nil
}

// made turns the columns of each class into an object; nil stands for one column
// that is left as it is, or, if it is the only one, for all. The items say which
// columns of a class were selected.
func (s *Session) made(t *python.Thread, classes []*python.Class, items []ir.SelectItem, row *Row) (*Row, error) {
	if len(classes) == 1 && classes[0] == nil {
		return row, nil
	}
	out, next := &Row{}, 0
	for i, cls := range classes {
		if next >= len(row.values) {
			break
		}
		if cls == nil {
			out.columns, out.values = append(out.columns, row.columns[next]), append(out.values, row.values[next])
			next++
			continue
		}
		names := attributes(cls, items, i)
		end := min(next+len(names), len(row.values))
		out.columns, out.values = append(out.columns, cls.Name), append(out.values, s.object(t, cls, names, row.values[next:end]))
		next = end
	}
	return out, nil
}

// attributes are those of a class that the columns of an item fill, in their order.
func attributes(cls *python.Class, items []ir.SelectItem, at int) []string {
	var only []*ir.ColumnRef
	if at < len(items) {
		only = items[at].Only
	}
	var names []string
	for _, a := range sqlschema.ModelOf(cls).Columns {
		selected := func(ref *ir.ColumnRef) bool { return ref.Origin == any(a.Column) }
		if only == nil || slices.ContainsFunc(only, selected) {
			names = append(names, a.Name)
		}
	}
	return names
}

// object is a row as an object of a model, which the session then knows. The ORM
// would query an attribute that was not selected when it is read.
func (s *Session) object(t *python.Thread, cls *python.Class, names []string, values []python.Value) python.Value {
	inst := python.NewInstance(cls)
	e := &entity{model: sqlschema.ModelOf(cls), written: true}
	inst.Native = e
	for i, name := range names {
		if i < len(values) {
			inst.Attrs.Set(name, values[i])
		}
	}
	for _, a := range e.model.Columns {
		if !slices.Contains(names, a.Name) {
			inst.Attrs.Set(a.Name, python.NewOpaque(cls.Name+"."+a.Name, "the query left it out by load_only() or defer()", t.Span()))
		}
	}
	e.loaded = e.values(inst)
	s.objects = append(s.objects, inst)
	return inst
}
