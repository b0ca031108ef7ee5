package bind

import (
	"fmt"
	"slices"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlschema"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

var (
	sessionClass      = python.NewClass("sqlalchemy.orm.session", "Session")
	sessionmakerClass = python.NewClass("sqlalchemy.orm.session", "sessionmaker")
	scopedClass       = python.NewClass("sqlalchemy.orm.scoping", "scoped_session")
)

// Session is an ORM session on the connection of the run.
type Session struct {
	conn *Connection
	// objects are those that the session knows, in the order in which they came.
	objects []*python.Instance
}

// Class returns Session.
func (*Session) Class() *python.Class { return sessionClass }

// entity is what the session knows of an object.
type entity struct {
	model *sqlschema.Model
	// written: the row is there, by this session or from before.
	written bool
	deleted bool
	// loaded are the values that the row had when it was read or written.
	loaded map[string]python.Value
}

func entityOf(t *python.Thread, v python.Value) (*python.Instance, *entity, error) {
	inst, ok := v.(*python.Instance)
	if !ok || sqlschema.ModelOf(inst.Cls) == nil {
		if o, opaque := v.(*python.Opaque); opaque {
			return nil, nil, t.Unresolved(o, "an object of a session")
		}
		return nil, nil, t.Raise(host.InvalidRequestError, "Class '%s' is not mapped", v.Class().Name)
	}
	e, ok := inst.Native.(*entity)
	if !ok {
		e = &entity{model: sqlschema.ModelOf(inst.Cls)}
		inst.Native = e
	}
	return inst, e, nil
}

// Attr gives the connection and what else a session has.
func (s *Session) Attr(t *python.Thread, name string) (python.Value, error) {
	switch name {
	case "bind":
		return s.conn, nil
	case "no_autoflush":
		return &transaction{s.conn}, nil
	case "new", "dirty", "deleted", "identity_map", "info":
		return python.NewOpaque("session."+name, "sqlplan does not keep the ORM's books", t.Span()), nil
	case "is_active":
		return python.True, nil
	case "autoflush", "expire_on_commit":
		return python.True, nil
	case "exec":
		return nil, &host.Unsupported{Code: host.CodeUnsupported, At: t.Span(), Message: "sqlplan does not know exec(), which sqlmodel adds to a session", Help: "call execute(), and scalars() of its result"}
	}
	return nil, nil
}

// SetAttr takes the session's switches.
func (*Session) SetAttr(*python.Thread, string, python.Value) error { return nil }

// Enter is "with Session(bind) as session".
func (s *Session) Enter(*python.Thread) (python.Value, error) { return s, nil }

// Exit closes the session: what was not flushed is not written.
func (*Session) Exit(*python.Thread, *python.Raised) (bool, error) { return false, nil }

func newSession(conn python.Value) *Session {
	if c, ok := conn.(*Connection); ok {
		return &Session{conn: c}
	}
	return &Session{conn: &Connection{}}
}

func init() {
	sig := python.ParseSignature("Session", "bind=None, *, autoflush=True, future=True, expire_on_commit=True, autobegin=True, twophase=False, binds=None, "+
		"enable_baked_queries=True, info=None, query_cls=None, autocommit=False, join_transaction_mode=None, close_resets_only=None, **kw")
	sessionClass.Construct = func(_ *python.Thread, _ *python.Class, c *python.Call) (python.Value, error) {
		b, err := sig.Bind(c)
		if err != nil {
			return nil, err
		}
		return newSession(b.Get("bind")), nil
	}
	sessionClass.Attrs.Set("object_session", python.NewBuiltin("object_session", objectSession))
	for _, name := range []string{"execute", "scalar", "scalars"} {
		define(sessionClass, name, "statement, params=None, **kw", func(t *python.Thread, s *Session, b *python.Bound) (python.Value, error) {
			return s.execute(t, b, name)
		})
	}
	define(sessionClass, "query", "*entities, **kw", func(t *python.Thread, s *Session, b *python.Bound) (python.Value, error) {
		return newQuery(t, s, b.Star())
	})
	define(sessionClass, "get", "entity, ident, **kw", func(t *python.Thread, s *Session, b *python.Bound) (python.Value, error) {
		q, err := newQuery(t, s, []python.Value{b.Get("entity")})
		if err != nil {
			return nil, err
		}
		return q.get(t, b.Get("ident"))
	})
	defineSessionWrites()
	nothing[*Session](sessionClass, "close", "expire", "expire_all", "expunge", "expunge_all", "refresh", "close_all", "invalidate", "prepare", "reset")
	define(sessionClass, "rollback", "", func(t *python.Thread, s *Session, _ *python.Bound) (python.Value, error) {
		s.objects = slices.DeleteFunc(s.objects, func(o *python.Instance) bool { return !o.Native.(*entity).written })
		return python.None, rollback(t)
	})
	for _, name := range []string{"begin", "begin_nested"} {
		define(sessionClass, name, "*args, **kw", func(_ *python.Thread, s *Session, _ *python.Bound) (python.Value, error) {
			return &sessionTransaction{s}, nil
		})
	}
	for _, name := range []string{"connection", "get_bind"} {
		define(sessionClass, name, "*args, **kw", func(_ *python.Thread, s *Session, _ *python.Bound) (python.Value, error) { return s.conn, nil })
	}
	define(sessionClass, "in_transaction", "", func(*python.Thread, *Session, *python.Bound) (python.Value, error) { return python.True, nil })
}

func defineSessionWrites() {
	define(sessionClass, "add", "instance, _warn=True", func(t *python.Thread, s *Session, b *python.Bound) (python.Value, error) {
		return python.None, s.add(t, b.Get("instance"))
	})
	for _, name := range []string{"add_all", "bulk_save_objects"} {
		define(sessionClass, name, "instances, *args, **kw", func(t *python.Thread, s *Session, b *python.Bound) (python.Value, error) {
			list, err := t.Collect(b.Get("instances"))
			if err != nil {
				return nil, err
			}
			for _, v := range list {
				if err := s.add(t, v); err != nil {
					return nil, err
				}
			}
			if name == "bulk_save_objects" {
				return python.None, s.flush(t)
			}
			return python.None, nil
		})
	}
	define(sessionClass, "merge", "instance, **kw", func(t *python.Thread, _ *Session, _ *python.Bound) (python.Value, error) {
		return nil, &host.Unsupported{Code: CodeORM, At: t.Span(), Message: "session.merge() inserts or updates, depending on whether the row is there",
			Help: "write INSERT ... ON CONFLICT (...) DO UPDATE"}
	})
	define(sessionClass, "delete", "instance", func(t *python.Thread, s *Session, b *python.Bound) (python.Value, error) {
		inst, e, err := entityOf(t, b.Get("instance"))
		if err != nil {
			return nil, err
		}
		if !e.written {
			return nil, t.Raise(host.InvalidRequestError, "Instance '<%s>' is not persisted", inst.Cls.Name)
		}
		e.deleted = true
		if !slices.Contains(s.objects, inst) {
			s.objects = append(s.objects, inst)
		}
		return python.None, nil
	})
	for _, name := range []string{"flush", "commit"} {
		define(sessionClass, name, "objects=None", func(t *python.Thread, s *Session, _ *python.Bound) (python.Value, error) {
			return python.None, s.flush(t)
		})
	}
	define(sessionClass, "bulk_insert_mappings", "mapper, mappings, *args, **kw", func(t *python.Thread, s *Session, b *python.Bound) (python.Value, error) {
		return bulk(t, s, b, insertMapping)
	})
	define(sessionClass, "bulk_update_mappings", "mapper, mappings", func(t *python.Thread, s *Session, b *python.Bound) (python.Value, error) {
		return bulk(t, s, b, updateMapping)
	})
}

// execute is session.execute() and its short forms; what was added is written first.
func (s *Session) execute(t *python.Thread, b *python.Bound, name string) (python.Value, error) {
	if err := s.flush(t); err != nil {
		return nil, err
	}
	sets, err := readOptionalSets(t, b.Get("params"))
	if err != nil {
		return nil, err
	}
	v, err := run(t, b.Get("statement"), b.Span("statement"), sets, namedStyle)
	if err != nil {
		return nil, err
	}
	r, ok := v.(*Result)
	if !ok {
		return v, nil
	}
	if q, isSelect := r.statement.(*ir.Select); isSelect {
		r.shape = s.shapeOf(q)
	}
	if name == "execute" {
		return r, nil
	}
	return t.CallMethod(r, name)
}

func readOptionalSets(t *python.Thread, v python.Value) ([]*python.Dict, error) {
	if v == python.None {
		return nil, nil
	}
	return readSets(t, v)
}

// add puts an object into the session, to be written by the next flush.
func (s *Session) add(t *python.Thread, v python.Value) error {
	inst, _, err := entityOf(t, v)
	if err != nil {
		return err
	}
	if !slices.Contains(s.objects, inst) {
		s.objects = append(s.objects, inst)
	}
	return nil
}

// flush writes what the session has collected: one statement for each object, in
// the order in which they came, but deletes last.
func (s *Session) flush(t *python.Thread) error {
	var deleted []*python.Instance
	for _, inst := range s.objects {
		e := inst.Native.(*entity)
		switch {
		case e.deleted:
			deleted = append(deleted, inst)
			continue
		case !e.written:
			if err := s.insert(t, inst, e); err != nil {
				return err
			}
		default:
			if err := s.update(t, inst, e); err != nil {
				return err
			}
		}
		e.written = true
		e.given(t, inst)
		e.loaded = e.values(inst)
	}
	for _, inst := range deleted {
		if err := s.remove(t, inst, inst.Native.(*entity)); err != nil {
			return err
		}
	}
	s.objects = slices.DeleteFunc(s.objects, func(o *python.Instance) bool { return o.Native.(*entity).deleted })
	return nil
}

// values are the attributes that an object has now.
func (e *entity) values(inst *python.Instance) map[string]python.Value {
	values := map[string]python.Value{}
	for _, a := range e.model.Columns {
		if v, ok := inst.Attrs.Get(a.Name); ok {
			values[a.Name] = v
		}
	}
	return values
}

// insert writes a new object: the values that it has, the defaults of the model,
// and NULL for the other columns, as the ORM does.
func (s *Session) insert(t *python.Thread, inst *python.Instance, e *entity) error {
	if err := withoutRelations(t, inst); err != nil {
		return err
	}
	row := python.NewDict()
	for _, a := range e.model.Columns {
		v, ok := inst.Attrs.Get(a.Name)
		switch {
		case ok && v != python.None:
		case a.Column.PrimaryKey() || a.Column.HasServerDefault() || a.Column.Default() != nil:
			continue
		default:
			v = python.None
		}
		row.SetStr(a.Column.Name().Text, v)
	}
	return insertRow(t, e.model.Table, row)
}

func insertRow(t *python.Thread, table python.Value, row *python.Dict) error {
	v, err := t.CallMethod(table, "insert")
	if err != nil {
		return err
	}
	if v, err = t.CallMethod(v, "inline"); err != nil {
		return err
	}
	if v, err = t.CallMethod(v, "values", row); err != nil {
		return err
	}
	_, err = run(t, v, t.Span(), nil, namedStyle)
	return err
}

// byKey adds the condition on the primary key to an UPDATE or DELETE.
func (e *entity) byKey(t *python.Thread, inst *python.Instance, statement python.Value) (python.Value, error) {
	keyed := false
	for _, a := range e.model.Columns {
		if !a.Column.PrimaryKey() {
			continue
		}
		v, ok := e.loaded[a.Name]
		if !ok {
			if v, ok = inst.Attrs.Get(a.Name); !ok {
				return nil, &host.Unsupported{Code: CodeORM, At: t.Span(), Message: "the key that the server gave to the row of a " + inst.Cls.Name + " is not known here",
					Help: "write the change as an UPDATE or DELETE with a condition on other columns"}
			}
		}
		keyed = true
		cond, err := t.Compare("==", a.Column, v)
		if err != nil {
			return nil, err
		}
		if statement, err = t.CallMethod(statement, "where", cond); err != nil {
			return nil, err
		}
	}
	if !keyed {
		return nil, t.Raise(host.ArgumentError, "Mapper could not assemble any primary key columns for mapped table '%s'", e.model.Table.Name().Text)
	}
	return statement, nil
}

// update writes the attributes that have changed since the object was read.
func (s *Session) update(t *python.Thread, inst *python.Instance, e *entity) error {
	changed := python.NewDict()
	for _, a := range e.model.Columns {
		v, ok := inst.Attrs.Get(a.Name)
		if !ok {
			continue
		}
		if old, had := e.loaded[a.Name]; had {
			if python.Is(old, v) {
				continue
			}
			same, err := t.Equal(old, v)
			if err != nil {
				return err
			}
			if same {
				continue
			}
		}
		changed.SetStr(a.Column.Name().Text, v)
	}
	if changed.Len() == 0 {
		return nil
	}
	statement, err := t.CallMethod(e.model.Table, "update")
	if err != nil {
		return err
	}
	if statement, err = e.byKey(t, inst, statement); err != nil {
		return err
	}
	if statement, err = t.CallMethod(statement, "values", changed); err != nil {
		return err
	}
	_, err = run(t, statement, t.Span(), nil, namedStyle)
	return err
}

func (s *Session) remove(t *python.Thread, inst *python.Instance, e *entity) error {
	statement, err := t.CallMethod(e.model.Table, "delete")
	if err != nil {
		return err
	}
	if statement, err = e.byKey(t, inst, statement); err != nil {
		return err
	}
	_, err = run(t, statement, t.Span(), nil, namedStyle)
	return err
}

// withoutRelations refuses an object that refers to others by a relationship: it
// would need the keys that the server gives to their rows.
func withoutRelations(t *python.Thread, inst *python.Instance) error {
	for _, name := range inst.Attrs.Names() {
		declared, ok := inst.Cls.Lookup(name)
		v, _ := inst.Attrs.Get(name)
		if !ok || !isRelation(declared) || v == python.None {
			continue
		}
		return &host.Unsupported{Code: CodeORM, At: t.Span(), Message: fmt.Sprintf("the relationship %s.%s would need the key that the server gives to a row", inst.Cls.Name, name),
			Help: "set the column of the foreign key instead, or write INSERT ... SELECT"}
	}
	return nil
}

// given replaces the values that the server has given to a new row by ones that
// are not known.
func (e *entity) given(t *python.Thread, inst *python.Instance) {
	for _, a := range e.model.Columns {
		v, ok := inst.Attrs.Get(a.Name)
		if ok && v != python.None || !a.Column.PrimaryKey() && !a.Column.HasServerDefault() {
			continue
		}
		inst.Attrs.Set(a.Name, python.NewOpaque(inst.Cls.Name+"."+a.Name, "the server gives the value when the row is written", t.Span()))
	}
}
