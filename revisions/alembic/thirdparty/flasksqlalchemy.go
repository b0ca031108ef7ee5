package thirdparty

import (
	"strings"
	"unicode"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlschema"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// flaskClass is flask_sqlalchemy.SQLAlchemy: the object db, through which an application has all of SQLAlchemy, its models
// and its session. Here the session is on the connection of the revision.
// Source: https://flask-sqlalchemy.readthedocs.io/en/stable/api/ and /en/2.x/api/
var flaskClass = python.NewClass("flask_sqlalchemy", "SQLAlchemy")

var flaskSignature = python.ParseSignature("SQLAlchemy", "app=None, *args, metadata=None, session_options=None, query_class=None, model_class=None, engine_options=None, **kw")

func init() {
	flaskClass.Init = func(t *python.Thread, self *python.Instance, c *python.Call) error {
		b, err := flaskSignature.Bind(c)
		if err != nil {
			return err
		}
		parent, _ := b.Get("model_class").(*python.Class)
		model := sqlschema.NewModelBase(parent, b.Get("metadata"), snake)
		model.ClassAttr = func(t *python.Thread, cls *python.Class, name string) (python.Value, error) {
			if name != "query" || cls == model {
				return nil, nil
			}
			session, err := t.Attr(self, "session")
			if err != nil {
				return nil, err
			}
			return t.CallMethod(session, "query", cls)
		}
		self.Attrs.Set("Model", model)
		return nil
	}
	flaskClass.InstanceAttr = flaskAttr
}

// flaskAttr gives what the extension itself has, then the names of sqlalchemy and sqlalchemy.orm.
func flaskAttr(t *python.Thread, self *python.Instance, name string) (python.Value, error) {
	switch name {
	case "session":
		return flaskSession(t, self)
	case "metadata":
		return flaskMetadata(t, self)
	case "engine":
		return flaskEngine(t)
	case "get_engine":
		return python.NewBuiltin(name, func(t *python.Thread, _ *python.Call) (python.Value, error) { return flaskEngine(t) }), nil
	case "init_app":
		return python.NewBuiltin(name, nothing), nil
	case "Table":
		return python.NewBuiltin(name, func(t *python.Thread, c *python.Call) (python.Value, error) { return flaskTable(t, self, c) }), nil
	case "create_all", "drop_all", "reflect":
		return python.NewBuiltin(name, func(t *python.Thread, _ *python.Call) (python.Value, error) {
			meta, err := flaskMetadata(t, self)
			if err != nil {
				return nil, err
			}
			conn, err := connection(t)
			if err != nil {
				return nil, err
			}
			return t.CallMethod(meta, name, conn)
		}), nil
	}
	if strings.HasPrefix(name, "__") {
		return nil, nil
	}
	return ofSQLAlchemy(t, name)
}

// ofSQLAlchemy is a name that the extension hands on.
func ofSQLAlchemy(t *python.Thread, name string) (python.Value, error) {
	for _, module := range []string{"sqlalchemy", "sqlalchemy.orm"} {
		m, err := t.Import(module)
		if err != nil {
			return nil, err
		}
		v, err := t.OptAttr(m, name)
		if err != nil {
			return nil, err
		}
		if _, unknown := v.(*python.Opaque); v != nil && !unknown {
			return v, nil
		}
	}
	return python.NewOpaque("flask_sqlalchemy.SQLAlchemy()."+name, "sqlplan does not know it", t.Span()), nil
}

// connection is that of the revision.
func connection(t *python.Thread) (python.Value, error) {
	bind := host.Of(t).Bind
	if bind == nil {
		return nil, &host.Unsupported{Code: host.CodeNoConnection, Message: "there is no connection here", Help: "use it in upgrade() or downgrade()"}
	}
	return bind(t)
}

func flaskEngine(t *python.Thread) (python.Value, error) {
	conn, err := connection(t)
	if err != nil {
		return nil, err
	}
	return t.Attr(conn, "engine")
}

// flaskSession makes the one session when it is asked for.
func flaskSession(t *python.Thread, self *python.Instance) (python.Value, error) {
	conn, err := connection(t)
	if err != nil {
		return nil, err
	}
	orm, err := t.Import("sqlalchemy.orm")
	if err != nil {
		return nil, err
	}
	session, err := t.CallMethod(orm, "scoped_session", conn)
	if err != nil {
		return nil, err
	}
	self.Attrs.Set("session", session)
	return session, nil
}

func flaskMetadata(t *python.Thread, self *python.Instance) (python.Value, error) {
	model, err := t.Attr(self, "Model")
	if err != nil {
		return nil, err
	}
	return t.Attr(model, "metadata")
}

// flaskTable is db.Table(name, ...): a table of the models' MetaData, unless one is given.
func flaskTable(t *python.Thread, self *python.Instance, c *python.Call) (python.Value, error) {
	table, err := ofSQLAlchemy(t, "Table")
	if err != nil {
		return nil, err
	}
	args := c.Args
	if len(args) > 0 && (len(args) < 2 || !isMetadata(args[1])) {
		meta, err := flaskMetadata(t, self)
		if err != nil {
			return nil, err
		}
		args = append([]python.Value{args[0], meta}, args[1:]...)
	}
	return t.CallKw(table, args, c.Kwargs)
}

func isMetadata(v python.Value) bool { return v.Class().Name == "MetaData" }

// snake is the table's name of a class: UserAPIKey has the table user_api_key.
func snake(class string) string {
	var b strings.Builder
	runes := []rune(class)
	for i, r := range runes {
		if i > 0 && unicode.IsUpper(r) {
			behind := unicode.IsLower(runes[i-1]) || unicode.IsDigit(runes[i-1])
			if behind || i+1 < len(runes) && unicode.IsLower(runes[i+1]) {
				b.WriteByte('_')
			}
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return strings.TrimLeft(b.String(), "_")
}
