package sqlschema

import (
	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// listeners are functions that run when a table or all tables of a MetaData are
// created or dropped, by the name of the event.
type listeners map[string][]python.Value

// run calls the listeners of an event.
func (l listeners) run(t *python.Thread, event string, target python.Value, bind python.Value) error {
	for _, fn := range l[event] {
		if e, ok := fn.(*DDLElement); ok {
			if err := e.Emit(t); err != nil {
				return err
			}
			continue
		}
		kw := []python.Kwarg{{Name: "checkfirst", Value: python.False}}
		if _, err := t.CallKw(fn, []python.Value{target, bind}, kw); err != nil {
			return err
		}
	}
	return nil
}

// ddlEvents are those that a listener can add statements to. Others tell of what
// the application does, and nothing of it happens while a script is compiled.
var ddlEvents = map[string]bool{"before_create": true, "after_create": true, "before_drop": true, "after_drop": true}

var (
	listenSignature     = python.ParseSignature("listen", "target, identifier, fn, *args, **kw")
	listensForSignature = python.ParseSignature("listens_for", "target, identifier, *args, **kw")
)

func listen(t *python.Thread, c *python.Call) (python.Value, error) {
	b, err := listenSignature.Bind(c)
	if err != nil {
		return nil, err
	}
	name, err := b.Str("identifier")
	if err != nil {
		return nil, err
	}
	addListener(t, b.Get("target"), name, b.Get("fn"))
	return python.None, nil
}

// attachEvents are told when a type gets a column, and a column its table.
var attachEvents = map[string]bool{"before_parent_attach": true, "after_parent_attach": true}

// typeKey keeps the listeners of a run on classes of types.
type typeKey struct{}

type typeTable map[*python.Class][]python.Value

func typesOf(t *python.Thread) typeTable {
	return host.Of(t).Keep(typeKey{}, func() any { return typeTable{} }).(typeTable)
}

// typeListeners are those that wait for a column of the type, or of a class above it.
func typeListeners(t *python.Thread, typ python.Value) []python.Value {
	table := typesOf(t)
	if len(table) == 0 {
		return nil
	}
	cls, ok := typ.(*python.Class)
	if !ok {
		cls = typ.Class()
	}
	var list []python.Value
	for _, c := range cls.MRO() {
		list = append(list, table[c]...)
	}
	return list
}

func addListener(t *python.Thread, target python.Value, name string, fn python.Value) {
	if attachEvents[name] {
		if column, ok := as[*Column](target); ok {
			column.listeners = append(column.listeners, fn)
		} else if cls, ok := target.(*python.Class); ok {
			typesOf(t)[cls] = append(typesOf(t)[cls], fn)
		}
		return
	}
	if !ddlEvents[name] {
		return
	}
	if table, ok := as[*Table](target); ok {
		table.listeners = table.listeners.with(name, fn)
	}
	if meta, ok := as[*MetaData](target); ok {
		meta.listeners = meta.listeners.with(name, fn)
	}
}

func (l listeners) with(name string, fn python.Value) listeners {
	if l == nil {
		l = listeners{}
	}
	l[name] = append(l[name], fn)
	return l
}

// listensFor is the decorator @event.listens_for(target, "event").
func listensFor(_ *python.Thread, c *python.Call) (python.Value, error) {
	b, err := listensForSignature.Bind(c)
	if err != nil {
		return nil, err
	}
	name, err := b.Str("identifier")
	if err != nil {
		return nil, err
	}
	return python.NewBuiltin("decorate", func(t *python.Thread, c *python.Call) (python.Value, error) {
		if len(c.Args) != 1 {
			return nil, t.Raise(python.TypeError, "decorate() takes 1 positional argument but %d were given", len(c.Args))
		}
		addListener(t, b.Get("target"), name, c.Args[0])
		return c.Args[0], nil
	}), nil
}

var eventNames = map[string]python.Value{
	"listen": python.NewBuiltin("listen", listen), "listens_for": python.NewBuiltin("listens_for", listensFor),
	"remove": python.NewBuiltin("remove", nothing), "contains": python.NewBuiltin("contains", func(*python.Thread, *python.Call) (python.Value, error) { return python.False, nil }),
}

func nothing(*python.Thread, *python.Call) (python.Value, error) { return python.None, nil }
