package alembic

import (
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlschema"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// flaskClass is flask_sqlalchemy.SQLAlchemy, with which applications declare their models: db.Model, db.Column, db.Integer. Its
// session and its engines are the application's own, of which a revision has no part.
// https://flask-sqlalchemy.readthedocs.io/en/stable/api/
var flaskClass = python.NewClass("flask_sqlalchemy.extension", "SQLAlchemy")

// flask is what an object of it keeps.
type flask struct {
	meta  *sqlschema.MetaData
	model *python.Class
}

var flaskSignature = python.ParseSignature("SQLAlchemy", "app=None, *args, metadata=None, model_class=None, **options")

func init() {
	flaskClass.Init = func(t *python.Thread, self *python.Instance, c *python.Call) error {
		b, err := flaskSignature.Bind(c)
		if err != nil {
			return err
		}
		meta, _ := b.Get("metadata").(*sqlschema.MetaData)
		var parents []*python.Class
		if cls, ok := b.Get("model_class").(*python.Class); ok {
			parents = append(parents, cls)
		}
		model := sqlschema.ApplicationBase("Model", meta, parents...)
		v, err := t.Attr(model, "metadata")
		if err != nil {
			return err
		}
		self.Native = &flask{v.(*sqlschema.MetaData), model}
		return nil
	}
	flaskClass.InstanceAttr = flaskAttr
}

// flaskAttr finds an attribute of db: its own, or a name of SQLAlchemy.
func flaskAttr(t *python.Thread, self *python.Instance, name string) (python.Value, error) {
	db, ok := self.Native.(*flask)
	if !ok {
		return nil, nil
	}
	switch name {
	case "Model":
		return db.model, nil
	case "metadata":
		return db.meta, nil
	case "Table":
		return db.table(), nil
	case "init_app":
		return python.NewBuiltin(name, func(*python.Thread, *python.Call) (python.Value, error) { return python.None, nil }), nil
	case "session", "engine", "engines", "get_engine", "create_all", "drop_all", "reflect", "paginate":
		return python.NewOpaque(self.Cls.Name+"()."+name, "it belongs to the application's own connection", t.Span()), nil
	}
	if v, ok := ofSQLAlchemy(name); ok {
		return v, nil
	}
	return python.NewOpaque(self.Cls.Name+"()."+name, "sqlplan does not know flask_sqlalchemy.SQLAlchemy."+name, t.Span()), nil
}

// table is db.Table(name, ...), which needs no MetaData.
func (db *flask) table() python.Value {
	return python.NewBuiltin("Table", func(t *python.Thread, c *python.Call) (python.Value, error) {
		out := *c
		if len(c.Args) > 0 {
			if len(c.Args) < 2 || c.Args[1].Class() != sqlschema.MetaDataClass {
				out.Args = append([]python.Value{c.Args[0], db.meta}, c.Args[1:]...)
				out.ArgSpans = nil
			}
		}
		return t.CallWith(sqlschema.TableClass, &out)
	})
}
