package sqlschema

import (
	"github.com/sqlplan/sqlplan/revisions/alembic/sqltype"
	"github.com/sqlplan/sqlplan/revisions/python"
)

var (
	mappedClass       = python.NewClass("sqlalchemy.orm.base", "Mapped")
	declaredAttrClass = python.NewClass("sqlalchemy.orm.decl_api", "declared_attr")
	registryClass     = python.NewClass("sqlalchemy.orm.decl_api", "registry")
	relationshipClass = python.NewClass("sqlalchemy.orm.relationships", "Relationship")
	declarativeRoot   = &base{meta: &MetaData{naming: defaultConvention}}
	// DeclarativeBaseClass is sqlalchemy.orm.DeclarativeBase; each direct subclass is
	// a base with a MetaData of its own.
	DeclarativeBaseClass = newBase("DeclarativeBase", declarativeRoot)
)

// declared is a function marked with @declared_attr.
type declared struct{ fn python.Value }

// Class returns declared_attr.
func (*declared) Class() *python.Class { return declaredAttrClass }

// registry is sqlalchemy.orm.registry().
type registry struct{ base *base }

// Class returns registry.
func (*registry) Class() *python.Class { return registryClass }

// Attr gives the MetaData.
func (r *registry) Attr(_ *python.Thread, name string) (python.Value, error) {
	if name == "metadata" {
		return r.base.meta, nil
	}
	return nil, nil
}

// relation is relationship(...) and the like: nothing of it reaches the schema.
type relation struct{}

// Class returns Relationship.
func (*relation) Class() *python.Class { return relationshipClass }

// Attr gives methods that take anything: Model.orders.any(...) is no SQL that a revision could mean.
func (*relation) Attr(t *python.Thread, name string) (python.Value, error) {
	return python.NewOpaque("relationship."+name, "sqlplan does not follow relationships", t.Span()), nil
}

func newRelation(*python.Thread, *python.Call) (python.Value, error) { return &relation{}, nil }

// annotated is what the annotation of a mapped attribute says.
type annotated struct {
	of       python.Value // the Python type; nil if it cannot be told
	optional bool
	relation bool
}

// annotation reads Mapped[...] of an attribute; nil if there is none.
func (c *collector) annotation(t *python.Thread, k *python.Class, name string) (*annotated, error) {
	for _, a := range k.Annotations {
		if a.Name != name {
			continue
		}
		v, err := a.Value(t)
		if err != nil {
			return nil, err
		}
		g, ok := v.(*python.Generic)
		if !ok || g.Origin != python.Value(mappedClass) || len(g.Args) != 1 {
			return nil, nil
		}
		return c.readAnnotation(g.Args[0])
	}
	return nil, nil
}

// readAnnotation takes Optional[...] and "| None" off a type.
func (c *collector) readAnnotation(v python.Value) (*annotated, error) {
	a := &annotated{of: v}
	if x, ok := v.(*python.Union); ok {
		a.of = nil
		for _, arg := range x.Args {
			if arg == python.None || arg == python.Value(python.NoneClass) {
				a.optional = true
			} else {
				a.of = arg
			}
		}
	}
	if _, mapped, err := c.mappedType(a.of); mapped || err != nil {
		return a, err
	}
	cls, ok := a.of.(*python.Class)
	if !ok || ModelOf(cls) != nil || baseOf(cls) != nil {
		// A list of models, the name of one, or something that no column type follows from.
		a.relation = true
	}
	return a, nil
}

// mappedType is what the base's type_annotation_map has for a type of Python, which may be one such as dict[str, Any].
func (c *collector) mappedType(of python.Value) (python.Value, bool, error) {
	if c.base.types == nil || of == nil {
		return nil, false, nil
	}
	return c.base.types.Get(of)
}

// annotationTypes are the types of columns that Python's types stand for.
var annotationTypes = map[string]string{
	"int": "Integer", "str": "String", "bool": "Boolean", "float": "Float", "bytes": "LargeBinary",
	"date": "Date", "datetime": "DateTime", "time": "Time", "timedelta": "Interval", "Decimal": "Numeric", "UUID": "Uuid",
}

// fromAnnotation fills in the type and NULL where the column does not say them.
func (c *collector) fromAnnotation(t *python.Thread, column *Column, a *annotated) error {
	if !column.nullableGiven && !column.primaryKey {
		column.nullable = a.optional
	}
	if !column.typ.IsNull() || len(column.foreignKeys) > 0 && a.of == nil {
		return nil
	}
	if v, ok, err := c.mappedType(a.of); err != nil {
		return err
	} else if ok {
		return column.setType(t, v)
	}
	cls, ok := a.of.(*python.Class)
	if !ok {
		return nil
	}
	if name := annotationTypes[cls.Name]; name != "" && !cls.FromPython() {
		return column.setType(t, sqltype.Class(name))
	}
	if isEnum(cls) {
		made, err := t.Call(sqltype.Class("Enum"), cls)
		if err != nil {
			return err
		}
		return column.setType(t, made)
	}
	return nil
}

func isEnum(cls *python.Class) bool {
	for _, k := range cls.MRO() {
		if k.Name == "Enum" && !k.FromPython() {
			return true
		}
	}
	return false
}

func newMappedColumn(t *python.Thread, c *python.Call) (python.Value, error) {
	out := *c
	out.Kwargs = nil
	for _, kw := range c.Kwargs {
		switch kw.Name {
		case "init", "repr", "compare", "kw_only", "default_factory", "deferred", "deferred_group", "deferred_raiseload",
			"sort_order", "active_history", "use_existing_column", "hash", "dataclass_metadata":
			// They are about the Python object.
		default:
			out.Kwargs = append(out.Kwargs, kw)
		}
	}
	v, err := ColumnClass.Construct(t, ColumnClass, &out)
	if err != nil {
		return nil, err
	}
	v.(*Column).mapped = true
	return v, nil
}

var declarativeBaseSignature = python.ParseSignature("declarative_base", "bind=None, *, metadata=None, mapper=None, cls=None, name='Base', class_registry=None, type_annotation_map=None, constructor=None, metaclass=None")

func declarativeBase(_ *python.Thread, c *python.Call) (python.Value, error) {
	b, err := declarativeBaseSignature.Bind(c)
	if err != nil {
		return nil, err
	}
	made := &base{meta: &MetaData{naming: defaultConvention}}
	if m, ok := as[*MetaData](b.Get("metadata")); ok {
		made.meta = m
	}
	made.types, _ = b.Get("type_annotation_map").(*python.Dict)
	name, err := b.Str("name")
	if err != nil {
		return nil, err
	}
	if mixin, ok := b.Get("cls").(*python.Class); ok {
		return newBase(name, made, mixin), nil
	}
	return newBase(name, made), nil
}

func init() {
	mark := func(_ *python.Thread, _ *python.Class, c *python.Call) (python.Value, error) {
		if len(c.Args) != 1 {
			return nil, python.NewRaised(python.TypeError, "declared_attr() takes one function")
		}
		return &declared{fn: function(c.Args[0])}, nil
	}
	declaredAttrClass.Construct = mark
	for _, name := range []string{"directive", "cascading"} {
		declaredAttrClass.Attrs.Set(name, declaredAttrClass)
	}
	sig := python.ParseSignature("registry", "*, metadata=None, class_registry=None, type_annotation_map=None, constructor=None")
	registryClass.Construct = func(_ *python.Thread, _ *python.Class, c *python.Call) (python.Value, error) {
		b, err := sig.Bind(c)
		if err != nil {
			return nil, err
		}
		r := &registry{base: &base{meta: &MetaData{naming: defaultConvention}}}
		if m, ok := as[*MetaData](b.Get("metadata")); ok {
			r.base.meta = m
		}
		r.base.types, _ = b.Get("type_annotation_map").(*python.Dict)
		return r, nil
	}
	define(registryClass, "generate_base", "mapper=None, cls=None, name='Base', metaclass=None", func(_ *python.Thread, r *registry, b *python.Bound) (python.Value, error) {
		name, err := b.Str("name")
		return newBase(name, r.base), err
	})
	define(registryClass, "configure", "cascade=False", func(*python.Thread, *registry, *python.Bound) (python.Value, error) { return python.None, nil })
	define(registryClass, "mapped", "cls", func(t *python.Thread, r *registry, b *python.Bound) (python.Value, error) {
		cls, ok := b.Get("cls").(*python.Class)
		if !ok {
			return nil, t.Raise(python.TypeError, "mapped() takes a class")
		}
		return cls, mapPlain(t, cls, r.base)
	})
}

// mapPlain maps a class that does not inherit from a base: @registry.mapped.
func mapPlain(t *python.Thread, cls *python.Class, b *base) error {
	if v, ok := cls.Attrs.Get("__table__"); ok {
		if table, ok := as[*Table](v); ok {
			cls.Data = modelOfTable(cls, table)
			return nil
		}
	}
	name, err := tableName(t, cls)
	if err != nil || name == python.None {
		return err
	}
	attributes, err := collect(t, cls, b)
	if err != nil {
		return err
	}
	return makeModel(t, cls, b, name, attributes)
}

// function takes @classmethod off a function.
func function(v python.Value) python.Value {
	if c, ok := v.(*python.ClassMethod); ok {
		return c.Fn
	}
	return v
}

// unchanged is a decorator, or a function of a base, that changes nothing.
func unchanged(_ *python.Thread, c *python.Call) (python.Value, error) {
	if len(c.Args) == 1 {
		return c.Args[0], nil
	}
	return python.NewBuiltin("decorate", unchanged), nil
}

var declarativeNames = map[string]python.Value{
	"declarative_base": python.NewBuiltin("declarative_base", declarativeBase), "DeclarativeBase": DeclarativeBaseClass,
	"DeclarativeBaseNoMeta": DeclarativeBaseClass, "declared_attr": declaredAttrClass, "registry": registryClass,
	"Mapped": mappedClass, "mapped_column": python.NewBuiltin("mapped_column", newMappedColumn),
	"relationship": python.NewBuiltin("relationship", newRelation), "relation": python.NewBuiltin("relation", newRelation),
	"backref": python.NewBuiltin("backref", newRelation), "dynamic_loader": python.NewBuiltin("dynamic_loader", newRelation),
	"synonym": python.NewBuiltin("synonym", newRelation), "validates": python.NewBuiltin("validates", unchanged),
	"declarative_mixin": python.NewBuiltin("declarative_mixin", unchanged), "reconstructor": python.NewBuiltin("reconstructor", unchanged),
	"deferred": python.NewBuiltin("deferred", unchanged), "column_property": python.NewBuiltin("column_property", unchanged),
	"configure_mappers": python.NewBuiltin("configure_mappers", nothing), "clear_mappers": python.NewBuiltin("clear_mappers", nothing),
}

// mapping finds the names of declarative models.
func mapping(module, name string) (python.Value, bool) {
	switch module {
	case "sqlalchemy.orm", "sqlalchemy.ext.declarative", "sqlalchemy.ext.declarative.api", "sqlalchemy.orm.decl_api", "sqlalchemy.orm.base":
		v, ok := declarativeNames[name]
		return v, ok
	}
	return nil, false
}
