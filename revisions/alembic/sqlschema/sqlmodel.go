package sqlschema

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqltype"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

var fieldClass = python.NewClass("sqlmodel.main", "FieldInfo")

// sqlmodelKey is what a run keeps its SQLModel by.
type sqlmodelKey struct{}

// sqlmodelClass is sqlmodel.SQLModel, with a MetaData of the run: class Hero(SQLModel, table=True) is a model whose columns
// follow from its annotations and from Field(). A class without table=True only hands its fields on. What Pydantic checks of
// values is left out.
// https://sqlmodel.tiangolo.com/
func sqlmodelClass(run *host.Run) *python.Class {
	return run.Keep(sqlmodelKey{}, func() any {
		cls := newBase("SQLModel", &base{meta: &MetaData{naming: defaultConvention}, application: true})
		cls.Init, cls.OnSubclass = initSQLModel, mapSQLModel
		return cls
	}).(*python.Class)
}

// field is what Field() says of one attribute.
type field struct{ given *python.Dict }

// Class returns FieldInfo.
func (*field) Class() *python.Class { return fieldClass }

// get returns an argument of Field(), nil where it is not given.
func (f *field) get(name string) python.Value {
	if f == nil {
		return nil
	}
	v, ok := f.given.GetStr(name)
	if !ok {
		return nil
	}
	return v
}

// SQLModelName finds a name of sqlmodel that is its own and not SQLAlchemy's.
func SQLModelName(t *python.Thread, name string) (python.Value, bool) {
	switch name {
	case "SQLModel":
		return sqlmodelClass(host.Of(t)), true
	case "Field":
		return sqlmodelField, true
	case "Relationship":
		return python.NewBuiltin(name, func(*python.Thread, *python.Call) (python.Value, error) { return &relation{}, nil }), true
	case "col":
		return python.NewBuiltin("col", func(t *python.Thread, c *python.Call) (python.Value, error) {
			if len(c.Args) != 1 {
				return nil, t.Raise(python.TypeError, "col() takes 1 positional argument but %d were given", len(c.Args))
			}
			return c.Args[0], nil
		}), true
	}
	return nil, false
}

var sqlmodelField = python.NewBuiltin("Field", func(t *python.Thread, c *python.Call) (python.Value, error) {
	f := &field{given: python.NewDict()}
	if len(c.Args) > 1 {
		return nil, t.Raise(python.TypeError, "Field() takes from 0 to 1 positional arguments but %d were given", len(c.Args))
	}
	if len(c.Args) == 1 {
		f.given.SetStr("default", c.Args[0])
	}
	for _, kw := range c.Kwargs {
		f.given.SetStr(kw.Name, kw.Value)
	}
	return f, nil
})

// initSQLModel gives an object the values that are named, and those of the other fields: their defaults.
func initSQLModel(t *python.Thread, self *python.Instance, c *python.Call) error {
	if len(c.Args) > 0 {
		return t.Raise(python.TypeError, "__init__() takes 1 positional argument but %d were given", len(c.Args)+1)
	}
	for _, kw := range c.Kwargs {
		self.Attrs.Set(kw.Name, kw.Value)
	}
	m := ModelOf(self)
	if m == nil {
		return nil
	}
	for _, c := range m.Columns {
		if _, given := self.Attrs.Get(c.Name); given {
			continue
		}
		var v python.Value = python.None
		if f := fieldOf(self.Cls, c.Name); f != nil {
			switch factory := f.get("default_factory"); {
			case factory != nil && factory != python.None:
				made, err := t.Call(factory)
				if err != nil {
					return err
				}
				v = made
			case f.get("default") != nil:
				v = f.get("default")
			}
		}
		self.Attrs.Set(c.Name, v)
	}
	return nil
}

// sqlmodelFields is what is remembered of a class that was mapped: Field() of each attribute.
type sqlmodelFields map[string]*field

// fieldsKey is where a class keeps them.
const fieldsKey = "__sqlmodel_fields__"

// Class makes them a value that a class can hold.
func (sqlmodelFields) Class() *python.Class { return fieldClass }

func fieldOf(cls *python.Class, name string) *field {
	v, _ := cls.Lookup(fieldsKey)
	fields, _ := v.(sqlmodelFields)
	return fields[name]
}

// mapSQLModel makes the table of a class that says table=True.
func mapSQLModel(t *python.Thread, cls *python.Class) error {
	if v, ok := cls.Attrs.Get("metadata"); ok {
		if meta, ok := as[*MetaData](v); ok {
			cls.Data = &base{meta: meta, application: true}
		}
	}
	isTable := slices.ContainsFunc(cls.Keywords, func(k python.Kwarg) bool { return k.Name == "table" && k.Value == python.True })
	if !isTable {
		return nil
	}
	return unlessReadable(cls, mapFields(t, cls))
}

// mapFields makes the columns from the annotations of the class and of those that it inherits from: the fields of a
// parent come first, and keep their places where the class declares them anew.
func mapFields(t *python.Thread, cls *python.Class) error {
	fields := sqlmodelFields{}
	var found []attribute
	for _, k := range slices.Backward(cls.MRO()) {
		if !k.FromPython() {
			continue
		}
		for _, a := range k.Annotations {
			column, f, err := columnOfField(t, k, a)
			if err != nil {
				return err
			}
			i := slices.IndexFunc(found, func(x attribute) bool { return x.name == a.Name })
			switch {
			case column == nil && i >= 0:
				found = slices.Delete(found, i, i+1)
			case column == nil:
			case i >= 0:
				found[i].column, fields[a.Name] = column, f
			default:
				found, fields[a.Name] = append(found, attribute{a.Name, column}), f
			}
		}
	}
	cls.Attrs.Set(fieldsKey, fields)
	name, err := tableName(t, cls)
	if err != nil {
		return err
	}
	if name == python.None {
		name = python.Str(strings.ToLower(cls.Name))
	}
	return makeModel(t, cls, baseOf(cls), name, found)
}

// columnOfField makes the column of an annotated name; nil for what is no field.
func columnOfField(t *python.Thread, k *python.Class, a python.Annotation) (*Column, *field, error) {
	value, assigned := k.Attrs.Get(a.Name)
	f, isField := value.(*field)
	_, isRelation := value.(*relation)
	switch {
	case isRelation || strings.HasPrefix(a.Name, "_") || a.Name == "model_config" || a.Name == "metadata":
		return nil, nil, nil
	case assigned && !isField:
		f = &field{given: python.NewDict()}
		f.given.SetStr("default", value)
	}
	if made, ok := as[*Column](f.get("sa_column")); ok {
		column, err := made.copy(t)
		if err == nil && column.name.IsZero() {
			column.name, column.key = ir.Ident(a.Name), a.Name
		}
		return column, f, err
	}
	annotation, err := a.Value(t)
	if err != nil {
		return nil, nil, err
	}
	if text, err := t.Repr(annotation); err != nil || text == "typing.ClassVar" {
		return nil, nil, err
	}
	of, optional := withoutNone(annotation)
	c, err := f.columnCall(t, a.Name, of, optional)
	if err != nil {
		return nil, nil, err
	}
	v, err := ColumnClass.Construct(t, ColumnClass, c)
	if err != nil {
		return nil, nil, err
	}
	return v.(*Column), f, nil
}

// withoutNone takes Optional[...] and "| None" off an annotation.
func withoutNone(annotation python.Value) (of python.Value, optional bool) {
	u, ok := annotation.(*python.Union)
	if !ok {
		return annotation, annotation == python.None
	}
	for _, arg := range u.Args {
		if arg == python.None || arg == python.Value(python.NoneClass) {
			optional = true
		} else if of == nil {
			of = arg
		}
	}
	return of, optional
}

// columnCall is the call of Column() that a field stands for.
func (f *field) columnCall(t *python.Thread, name string, of python.Value, optional bool) (*python.Call, error) {
	typ := f.get("sa_type")
	if typ == nil {
		var err error
		if typ, err = f.columnType(t, of); err != nil {
			return nil, err
		}
		if typ == nil {
			return nil, t.Raise(python.ValueError, "the field %s has no matching SQLAlchemy type", name)
		}
	}
	c := &python.Call{Args: []python.Value{python.Str(name), typ}, Span: t.Span()}
	key := f.get("primary_key") == python.True
	var nullable python.Value = python.Bool(!key && optional)
	if v := f.get("nullable"); v != nil {
		nullable = v
	}
	if v := f.get("foreign_key"); v != nil && v != python.None {
		reference := &python.Call{Args: []python.Value{v}, Span: t.Span()}
		if rule := f.get("ondelete"); rule != nil {
			reference.Kwargs = append(reference.Kwargs, python.Kwarg{Name: "ondelete", Value: rule})
		}
		made, err := t.CallWith(foreignKeyClass, reference)
		if err != nil {
			return nil, err
		}
		c.Args = append(c.Args, made)
	}
	if more := f.get("sa_column_args"); more != nil {
		list, err := t.Collect(more)
		if err != nil {
			return nil, err
		}
		c.Args = append(c.Args, list...)
	}
	keywords := python.NewDict()
	keywords.SetStr("primary_key", python.Bool(key))
	keywords.SetStr("nullable", nullable)
	for _, name := range []string{"index", "unique"} {
		if v := f.get(name); v != nil {
			keywords.SetStr(name, v)
		}
	}
	if v := f.get("default_factory"); v != nil && v != python.None {
		keywords.SetStr("default", v)
	} else if v := f.get("default"); v != nil && v != python.Ellipsis {
		keywords.SetStr("default", v)
	}
	if more, ok := f.get("sa_column_kwargs").(*python.Dict); ok {
		for _, item := range more.Items() {
			name, _ := python.AsStr(item.Key)
			keywords.SetStr(name, item.Value)
		}
	}
	for _, item := range keywords.Items() {
		name, _ := python.AsStr(item.Key)
		c.Kwargs = append(c.Kwargs, python.Kwarg{Name: name, Value: item.Value})
	}
	return c, nil
}

// columnType is the type that an annotation stands for; nil for one without.
func (f *field) columnType(t *python.Thread, of python.Value) (python.Value, error) {
	cls, ok := of.(*python.Class)
	switch {
	case !ok:
		return nil, nil
	case isEnum(cls):
		return t.Call(sqltype.Class("Enum"), cls)
	case cls.FromPython():
		return nil, nil
	case cls.Name == "str":
		if v := f.get("max_length"); v != nil && v != python.None {
			return t.Call(sqltype.Class("String"), v)
		}
	case cls.Name == "Decimal":
		kw := []python.Kwarg{}
		for of, name := range map[string]string{"precision": "max_digits", "scale": "decimal_places"} {
			if v := f.get(name); v != nil {
				kw = append(kw, python.Kwarg{Name: of, Value: v})
			}
		}
		return t.CallKw(sqltype.Class("Numeric"), nil, kw)
	}
	if name := annotationTypes[cls.Name]; name != "" {
		return sqltype.Class(name), nil
	}
	return nil, nil
}
