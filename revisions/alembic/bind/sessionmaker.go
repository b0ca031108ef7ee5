package bind

import (
	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlschema"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// bulk is bulk_insert_mappings() and bulk_update_mappings(): a statement for each dict.
func bulk(t *python.Thread, s *Session, b *python.Bound, write func(t *python.Thread, m *sqlschema.Model, row *python.Dict) error) (python.Value, error) {
	if err := s.flush(t); err != nil {
		return nil, err
	}
	m := modelOfClass(b.Get("mapper"))
	if m == nil {
		return nil, t.Raise(host.InvalidRequestError, "a mapped class is expected")
	}
	list, err := t.Collect(b.Get("mappings"))
	if err != nil {
		return nil, err
	}
	for _, v := range list {
		row, ok := v.(*python.Dict)
		if !ok {
			return nil, t.Raise(python.TypeError, "a list of dicts is expected")
		}
		if err := write(t, m, row); err != nil {
			return nil, err
		}
	}
	return python.None, nil
}

// byColumn names the values of a dict by their columns instead of attributes.
func byColumn(m *sqlschema.Model, row *python.Dict) (*python.Dict, error) {
	out := python.NewDict()
	for _, item := range row.Items() {
		key := item.Key
		if name, ok := python.AsStr(key); ok {
			if c := columnOf(m, name); c != nil {
				key = python.Str(c.Name().Text)
			}
		}
		if err := out.Set(key, item.Value); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func insertMapping(t *python.Thread, m *sqlschema.Model, row *python.Dict) error {
	named, err := byColumn(m, row)
	if err != nil {
		return err
	}
	return insertRow(t, m.Table, named)
}

func updateMapping(t *python.Thread, m *sqlschema.Model, row *python.Dict) error {
	statement, err := t.CallMethod(m.Table, "update")
	if err != nil {
		return err
	}
	rest := python.NewDict()
	for _, a := range m.Columns {
		v, ok := row.GetStr(a.Name)
		switch {
		case !ok && a.Column.PrimaryKey():
			return t.Raise(host.InvalidRequestError, "the mapping has no value for the key column %s", a.Name)
		case !ok:
		case a.Column.PrimaryKey():
			cond, err := t.Compare("==", a.Column, v)
			if err != nil {
				return err
			}
			if statement, err = t.CallMethod(statement, "where", cond); err != nil {
				return err
			}
		default:
			rest.SetStr(a.Column.Name().Text, v)
		}
	}
	if statement, err = t.CallMethod(statement, "values", rest); err != nil {
		return err
	}
	_, err = run(t, statement, t.Span(), nil, namedStyle)
	return err
}

// sessionTransaction is session.begin(): leaving it commits.
type sessionTransaction struct{ session *Session }

// Class returns the class of transactions.
func (*sessionTransaction) Class() *python.Class { return transactionClass }

// Enter gives the session.
func (x *sessionTransaction) Enter(*python.Thread) (python.Value, error) { return x.session, nil }

// Exit writes what was added.
func (x *sessionTransaction) Exit(t *python.Thread, raised *python.Raised) (bool, error) {
	if raised != nil {
		return false, nil
	}
	return false, x.session.flush(t)
}

// Attr gives commit() and rollback().
func (x *sessionTransaction) Attr(t *python.Thread, name string) (python.Value, error) {
	switch name {
	case "commit", "rollback", "close":
		return t.Attr(x.session, name)
	}
	return nil, nil
}

// factory is sessionmaker() and scoped_session(): it makes sessions, and passes
// what is asked of it on to one of its own.
type factory struct {
	cls     *python.Class
	conn    python.Value
	session *Session
}

// Class returns sessionmaker or scoped_session.
func (f *factory) Class() *python.Class { return f.cls }

// Call makes a session.
func (f *factory) Call(_ *python.Thread, c *python.Call) (python.Value, error) {
	conn := f.conn
	if v, ok := c.Kwarg("bind"); ok {
		conn = v
	} else if len(c.Args) > 0 {
		conn = c.Args[0]
	}
	if f.cls == scopedClass {
		return f.own(), nil
	}
	return newSession(conn), nil
}

func (f *factory) own() *Session {
	if f.session == nil {
		f.session = newSession(f.conn)
	}
	return f.session
}

// Attr configures the factory, or is the scoped session's.
func (f *factory) Attr(t *python.Thread, name string) (python.Value, error) {
	switch name {
	case "configure", "remove", "close_all":
		return python.NewBuiltin(name, func(_ *python.Thread, c *python.Call) (python.Value, error) {
			if v, ok := c.Kwarg("bind"); ok {
				f.conn = v
			}
			if name == "remove" {
				f.session = nil
			}
			return python.None, nil
		}), nil
	case "begin":
		if f.cls == sessionmakerClass {
			return python.NewBuiltin(name, func(*python.Thread, *python.Call) (python.Value, error) {
				return &sessionTransaction{newSession(f.conn)}, nil
			}), nil
		}
	}
	if f.cls == scopedClass {
		return t.Attr(f.own(), name)
	}
	return nil, nil
}

func init() {
	make := func(cls *python.Class) func(*python.Thread, *python.Class, *python.Call) (python.Value, error) {
		return func(_ *python.Thread, _ *python.Class, c *python.Call) (python.Value, error) {
			f := &factory{cls: cls, conn: python.None}
			if v, ok := c.Kwarg("bind"); ok {
				f.conn = v
			}
			for _, v := range c.Args {
				switch x := v.(type) {
				case *factory:
					f.conn = x.conn
				default:
					f.conn = v
				}
			}
			return f, nil
		}
	}
	sessionmakerClass.Construct, scopedClass.Construct = make(sessionmakerClass), make(scopedClass)
}

// objectSession is object_session(): a session on the one connection.
func objectSession(*python.Thread, *python.Call) (python.Value, error) {
	return newSession(python.None), nil
}
