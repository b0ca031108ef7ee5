package bind

import (
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
	v, err := q.session.made(t, classes, row)
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
		columns := item.From.FromColumns()
		if len(columns) == 0 {
			return nil
		}
		if classes[i] = sqlschema.MappedBy(columns[0]); classes[i] == nil && len(q.Columns) > 1 {
			return nil
		}
	}
	return func(t *python.Thread, row *Row) (python.Value, error) { return s.made(t, classes, row) }
}

// made turns the columns of each class into an object; nil stands for one column
// that is left as it is, or, if it is the only one, for all.
func (s *Session) made(t *python.Thread, classes []*python.Class, row *Row) (*Row, error) {
	if len(classes) == 1 && classes[0] == nil {
		return row, nil
	}
	out, next := &Row{}, 0
	for _, cls := range classes {
		if next >= len(row.values) {
			break
		}
		if cls == nil {
			out.columns, out.values = append(out.columns, row.columns[next]), append(out.values, row.values[next])
			next++
			continue
		}
		end := min(next+len(sqlschema.ModelOf(cls).Columns), len(row.values))
		out.columns, out.values = append(out.columns, cls.Name), append(out.values, s.object(cls, row.values[next:end]))
		next = end
	}
	return out, nil
}

// object is a row as an object of a model, which the session then knows.
func (s *Session) object(cls *python.Class, values []python.Value) python.Value {
	inst := python.NewInstance(cls)
	e := &entity{model: sqlschema.ModelOf(cls), written: true}
	inst.Native = e
	for i, a := range e.model.Columns {
		if i < len(values) {
			inst.Attrs.Set(a.Name, values[i])
		}
	}
	e.loaded = e.values(inst)
	s.objects = append(s.objects, inst)
	return inst
}
