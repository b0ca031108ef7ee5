package bind

import (
	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqltype"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var (
	connectionClass  = python.NewClass("sqlalchemy.engine.base", "Connection")
	engineClass      = python.NewClass("sqlalchemy.engine.base", "Engine")
	transactionClass = python.NewClass("sqlalchemy.engine.base", "Transaction")
	dialectClass     = python.NewClass("sqlalchemy.dialects.postgresql.base", "PGDialect")
)

// Connection is the connection of a run, or its engine.
type Connection struct {
	engine bool
	// autocommit: what it executes stands outside of any transaction.
	autocommit bool
}

// Class returns Connection or Engine.
func (c *Connection) Class() *python.Class {
	if c.engine {
		return engineClass
	}
	return connectionClass
}

// Attr gives what is known of the connection.
func (c *Connection) Attr(t *python.Thread, name string) (python.Value, error) {
	switch name {
	case "engine", "bind":
		return &Connection{engine: true}, nil
	case "connection", "raw_connection", "driver_connection":
		return python.NewOpaque("bind."+name, "there is no connection to a server while a script is compiled", t.Span()), nil
	case "dialect":
		return &dialect{sqltype.NewDialect(host.Of(t).Dialect())}, nil
	case "name":
		return python.Str(host.Of(t).Dialect()), nil
	case "driver":
		return t.Attr(sqltype.NewDialect(host.Of(t).Dialect()), name)
	case "url":
		return python.NewOpaque("bind.engine.url", "the database that the script will run on is not known", t.Span()), nil
	case "info":
		return stateOf(t).run.Keep(infoKey{}, func() any { return python.NewDict() }).(*python.Dict), nil
	case "closed", "invalidated", "echo":
		return python.False, nil
	}
	return nil, nil
}

type infoKey struct{}

// SetAttr takes bind.echo and the like, which change nothing.
func (*Connection) SetAttr(*python.Thread, string, python.Value) error { return nil }

// HashKey makes a connection equal to every other: there is only one.
func (*Connection) HashKey() (string, bool) { return "connection", true }

// Enter is "with bind.connect() as conn".
func (c *Connection) Enter(*python.Thread) (python.Value, error) { return c, nil }

// Exit closes nothing.
func (*Connection) Exit(*python.Thread, *python.Raised) (bool, error) { return false, nil }

func init() {
	for _, cls := range []*python.Class{connectionClass, engineClass} {
		defineConnection(cls)
	}
}

func defineConnection(cls *python.Class) {
	define(cls, "execute", "statement, *multiparams, parameters=None, execution_options=None, **params", func(t *python.Thread, c *Connection, b *python.Bound) (python.Value, error) {
		return c.execute(t, b, namedStyle)
	})
	define(cls, "exec_driver_sql", "statement, *multiparams, parameters=None, execution_options=None, **params", func(t *python.Thread, c *Connection, b *python.Bound) (python.Value, error) {
		return c.execute(t, b, driverStyle)
	})
	for _, name := range []string{"scalar", "scalars"} {
		define(cls, name, "statement, *multiparams, parameters=None, execution_options=None, **params", func(t *python.Thread, c *Connection, b *python.Bound) (python.Value, error) {
			v, err := c.execute(t, b, namedStyle)
			if err != nil {
				return nil, err
			}
			return t.CallMethod(v, name)
		})
	}
	define(cls, "connect", "**kw", func(_ *python.Thread, c *Connection, _ *python.Bound) (python.Value, error) {
		return &Connection{autocommit: c.autocommit}, nil
	})
	define(cls, "execution_options", "**opt", func(t *python.Thread, c *Connection, b *python.Bound) (python.Value, error) {
		out := *c
		if level, ok := b.Rest().GetStr("isolation_level"); ok {
			text, err := t.Str(level)
			if err != nil {
				return nil, err
			}
			out.autocommit = text == "AUTOCOMMIT"
		}
		return &out, nil
	})
	for _, name := range []string{"begin", "begin_nested", "begin_twophase"} {
		define(cls, name, "*args, **kw", func(_ *python.Thread, c *Connection, _ *python.Bound) (python.Value, error) {
			return &transaction{&Connection{autocommit: c.autocommit}}, nil
		})
	}
	define(cls, "rollback", "", func(t *python.Thread, _ *Connection, _ *python.Bound) (python.Value, error) {
		return python.None, rollback(t)
	})
	nothing[*Connection](cls, "commit", "close", "dispose", "detach", "invalidate")
	for _, name := range []string{"in_transaction", "in_nested_transaction"} {
		define(cls, name, "", func(*python.Thread, *Connection, *python.Bound) (python.Value, error) {
			return python.Bool(name == "in_transaction"), nil
		})
	}
	define(cls, "get_transaction", "", func(_ *python.Thread, c *Connection, _ *python.Bound) (python.Value, error) {
		return &transaction{c}, nil
	})
	define(cls, "get_isolation_level", "", func(t *python.Thread, _ *Connection, _ *python.Bound) (python.Value, error) {
		return python.NewOpaque("get_isolation_level()", "the server's settings are not known", t.Span()), nil
	})
	define(cls, "has_table", "table_name, schema=None", func(t *python.Thread, _ *Connection, b *python.Bound) (python.Value, error) {
		return inspectWith(t, "has_table", b.Get("table_name"), b.Get("schema"))
	})
	define(cls, "table_names", "schema=None, connection=None", func(t *python.Thread, _ *Connection, b *python.Bound) (python.Value, error) {
		return inspectWith(t, "get_table_names", b.Get("schema"))
	})
	define(cls, "run_callable", "callable_, *args, **kw", func(t *python.Thread, c *Connection, b *python.Bound) (python.Value, error) {
		return callWith(t, c, b.Get("callable_"), b)
	})
	define(cls, "run_sync", "fn, *args, **kw", func(t *python.Thread, c *Connection, b *python.Bound) (python.Value, error) {
		return callWith(t, c, b.Get("fn"), b)
	})
}

// callWith calls a function with the connection as its first argument.
func callWith(t *python.Thread, c *Connection, fn python.Value, b *python.Bound) (python.Value, error) {
	var kwargs []python.Kwarg
	for _, item := range b.Rest().Items() {
		name, _ := python.AsStr(item.Key)
		kwargs = append(kwargs, python.Kwarg{Name: name, Value: item.Value})
	}
	return t.CallKw(fn, append([]python.Value{c}, b.Star()...), kwargs)
}

// rollback would undo statements on a server. In a script nothing has failed, so
// there is nothing that the revision could mean to undo.
func rollback(t *python.Thread) error {
	t.Note(source.Note, CodeRollback, "rollback() is left out: the statements before it stay in the script")
	return nil
}

// transaction is bind.begin() and begin_nested(): the script has its own transactions.
type transaction struct{ conn *Connection }

// Class returns Transaction.
func (*transaction) Class() *python.Class { return transactionClass }

// Enter gives what "with engine.begin() as conn" binds.
func (x *transaction) Enter(*python.Thread) (python.Value, error) { return x.conn, nil }

// Exit ends nothing.
func (*transaction) Exit(*python.Thread, *python.Raised) (bool, error) { return false, nil }

func init() {
	nothing[*transaction](transactionClass, "commit", "close")
	define(transactionClass, "rollback", "", func(t *python.Thread, _ *transaction, _ *python.Bound) (python.Value, error) {
		return python.None, rollback(t)
	})
	for _, name := range []string{"execute", "scalar", "exec_driver_sql"} {
		define(transactionClass, name, "*args, **kw", func(t *python.Thread, x *transaction, b *python.Bound) (python.Value, error) {
			return t.CallMethod(x.conn, name, b.Star()...)
		})
	}
}

// Attr gives the state of the transaction and its connection.
func (x *transaction) Attr(_ *python.Thread, name string) (python.Value, error) {
	switch name {
	case "is_active", "is_valid":
		return python.True, nil
	case "connection":
		return x.conn, nil
	}
	return nil, nil
}

// dialect is bind.dialect: it knows the server's version, and can be asked about the schema.
type dialect struct{ plain *sqltype.Dialect }

// Class returns the class of PostgreSQL's dialect.
func (*dialect) Class() *python.Class { return dialectClass }

// Attr adds what a connected dialect has.
func (d *dialect) Attr(t *python.Thread, name string) (python.Value, error) {
	switch name {
	case "server_version_info":
		v := host.Of(t).Env.ServerVersion
		if v == (ir.Version{}) {
			return python.NewOpaque("dialect.server_version_info", "the version of the server is not said", t.Span()), nil
		}
		return python.Tuple{python.NewInt(int64(v.Major)), python.NewInt(int64(v.Minor))}, nil
	case "default_schema_name":
		return defaultSchema(t)
	case "has_schema", "get_view_names":
		return reflected(name), nil
	}
	if _, ok := inspectorClass.Lookup(name); ok && name != "bind" {
		return reflected(name), nil
	}
	return d.plain.Attr(t, name)
}

// reflected is a method of the dialect that takes the connection first.
func reflected(name string) python.Value {
	return python.NewBuiltin(name, func(t *python.Thread, c *python.Call) (python.Value, error) {
		m, err := t.Attr(&Inspector{}, name)
		if err != nil {
			return nil, err
		}
		out := *c
		if len(c.Args) > 0 {
			out.Args, out.ArgSpans = c.Args[1:], nil
		}
		return t.CallWith(m, &out)
	})
}
