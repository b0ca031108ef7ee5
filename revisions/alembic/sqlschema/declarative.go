package sqlschema

import (
	"errors"
	"slices"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// Model is what a declarative class stands for.
type Model struct {
	Table *Table
	// Columns are the attributes that are columns, in order.
	Columns []ModelColumn
}

// IsKey tells whether a column of a statement is of the primary key of the model's table.
func (m *Model) IsKey(ref *ir.ColumnRef) bool {
	c, ok := ref.Origin.(*Column)
	return ok && c.primaryKey
}

// ModelColumn is an attribute of a model.
type ModelColumn struct {
	Name   string
	Column *Column
}

// ModelOf returns the model of a class, or of one of its objects; nil if it is none.
func ModelOf(v python.Value) *Model {
	cls, ok := v.(*python.Class)
	if !ok {
		cls = v.Class()
	}
	for _, k := range cls.MRO() {
		if m, ok := k.Data.(*Model); ok {
			return m
		}
	}
	return nil
}

// base is what a declarative base class keeps: the MetaData of its models, and the
// types that annotations stand for.
type base struct {
	meta  *MetaData
	types *python.Dict
	// application: the models are those of an application. One that sqlplan cannot read has a table that is not known.
	application bool
	// named makes the name of a table for a model with a key that says none; nil: such a class has no table.
	named func(class string) string
}

// newBase makes a class that models inherit from.
func newBase(name string, b *base, parents ...*python.Class) *python.Class {
	cls := python.NewClass("sqlalchemy.orm.decl_api", name, parents...)
	cls.Data = b
	cls.Attrs.Set("metadata", b.meta)
	cls.OnSubclass = mapModel
	cls.Init = initModel
	cls.InstanceAttr = modelAttr
	return cls
}

// baseOf finds the declarative base of a model.
func baseOf(cls *python.Class) *base {
	for _, k := range cls.MRO() {
		if b, ok := k.Data.(*base); ok {
			return b
		}
	}
	return nil
}

// initModel is the constructor that every model has: a value for each attribute
// that is named.
func initModel(t *python.Thread, self *python.Instance, c *python.Call) error {
	if len(c.Args) > 0 {
		return t.Raise(python.TypeError, "__init__() takes 1 positional argument but %d were given", len(c.Args)+1)
	}
	for _, kw := range c.Kwargs {
		if _, ok := self.Cls.Lookup(kw.Name); !ok {
			return t.Raise(python.TypeError, "'%s' is an invalid keyword argument for %s", kw.Name, self.Cls.Name)
		}
		self.Attrs.Set(kw.Name, kw.Value)
	}
	if m := ModelOf(self); m != nil {
		for _, c := range m.Columns {
			if _, given := self.Attrs.Get(c.Name); !given {
				self.Attrs.Set(c.Name, python.None)
			}
		}
	}
	return nil
}

func modelAttr(_ *python.Thread, self *python.Instance, name string) (python.Value, error) {
	if name == "metadata" {
		if b := baseOf(self.Cls); b != nil {
			return b.meta, nil
		}
	}
	return nil, nil
}

// mapModel makes the table of a class that inherits from a declarative base.
func mapModel(t *python.Thread, cls *python.Class) error {
	b := baseOf(cls)
	if b == nil || b == declarativeRoot {
		return makeBase(t, cls)
	}
	err := mapClass(t, cls, b)
	if b.application {
		return unlessReadable(cls, err)
	}
	return err
}

// mapClass makes the table of a class, unless it is abstract.
func mapClass(t *python.Thread, cls *python.Class, b *base) error {
	if abstract, ok := cls.Attrs.Get("__abstract__"); ok {
		if yes, err := t.Truth(abstract); yes || err != nil {
			return err
		}
	}
	if v, ok := cls.Attrs.Get("__table__"); ok {
		if table, ok := as[*Table](v); ok {
			cls.Data = modelOfTable(cls, table)
			return nil
		}
	}
	name, err := tableName(t, cls)
	if err != nil || name == python.None && b.named == nil {
		return err
	}
	attributes, err := collect(t, cls, b)
	if err != nil {
		return err
	}
	if name == python.None {
		if !slices.ContainsFunc(attributes, func(a attribute) bool { return a.column.primaryKey }) {
			return nil // it shares the table of the model above it
		}
		name = python.Str(b.named(cls.Name))
	}
	return makeModel(t, cls, b, name, attributes)
}

// unlessReadable makes the table of a model unknown, and its columns, where it could not be read: revisions need few of an
// application's models.
func unlessReadable(cls *python.Class, err error) error {
	var limit *python.LimitError
	if err == nil || errors.As(err, &limit) {
		return err
	}
	reason := "its model cannot be read: " + err.Error()
	for _, name := range cls.Attrs.Names() {
		if v, ok := cls.Attrs.Get(name); ok {
			_, isColumn := as[*Column](v)
			if _, isField := v.(*field); isColumn || isField {
				cls.Attrs.Set(name, python.NewOpaque(cls.Name+"."+name, reason, cls.Span))
			}
		}
	}
	cls.Attrs.Set("__table__", python.NewOpaque(cls.Name+".__table__", reason, cls.Span))
	cls.Data = nil
	return nil
}

// NewModelBase makes the class Model of an extension: models that say no name of their table get one from named. parent may be a
// base that the application has made, or nil; meta is its MetaData, or None.
func NewModelBase(parent *python.Class, meta python.Value, named func(class string) string) *python.Class {
	b := &base{meta: &MetaData{naming: defaultConvention}, application: true, named: named}
	var parents []*python.Class
	if parent != nil {
		parents = append(parents, parent)
		if of := baseOf(parent); of != nil && of != declarativeRoot {
			b.meta, b.types = of.meta, of.types
		}
	}
	if m, ok := as[*MetaData](meta); ok {
		b.meta = m
	}
	return newBase("Model", b, parents...)
}

// makeBase makes a direct subclass of DeclarativeBase the base of models.
func makeBase(_ *python.Thread, cls *python.Class) error {
	b := &base{meta: &MetaData{naming: defaultConvention}}
	if v, ok := cls.Lookup("metadata"); ok {
		// The root's own is shared by all runs, and nobody's.
		if m, ok := as[*MetaData](v); ok && m != declarativeRoot.meta {
			b.meta = m
		}
	}
	if v, ok := cls.Lookup("type_annotation_map"); ok {
		b.types, _ = v.(*python.Dict)
	}
	cls.Data = b
	cls.Attrs.Set("metadata", b.meta)
	return nil
}

func modelOfTable(cls *python.Class, table *Table) *Model {
	table.mappedBy = cls
	m := &Model{Table: table}
	for _, c := range table.columns {
		m.Columns = append(m.Columns, ModelColumn{c.key, c})
		if _, ok := cls.Attrs.Get(c.key); !ok {
			cls.Attrs.Set(c.key, c)
		}
	}
	return m
}

// tableName is __tablename__, which may be a function; None for a class without a table.
func tableName(t *python.Thread, cls *python.Class) (python.Value, error) {
	v, err := declaredAttr(t, cls, "__tablename__")
	if v == nil || err != nil {
		return python.None, err
	}
	return v, nil
}

// declaredAttr finds an attribute of a model or of a mixin; a function marked with
// declared_attr is called with the class.
func declaredAttr(t *python.Thread, cls *python.Class, name string) (python.Value, error) {
	for _, k := range cls.MRO() {
		v, ok := k.Attrs.Get(name)
		if !ok {
			continue
		}
		return evaluate(t, cls, v)
	}
	return nil, nil
}

func evaluate(t *python.Thread, cls *python.Class, v python.Value) (python.Value, error) {
	switch x := v.(type) {
	case *declared:
		return t.Call(x.fn, cls)
	case *python.ClassMethod:
		return t.Call(x.Fn, cls)
	}
	return v, nil
}

// attribute is one attribute of a model that is a column.
type attribute struct {
	name   string
	column *Column
}

// collect finds the columns of a class and of the mixins that it inherits from.
// The class's own come first; a mixin's are copied.
func collect(t *python.Thread, cls *python.Class, b *base) ([]attribute, error) {
	c := &collector{cls: cls, base: b, seen: map[string]bool{}}
	for _, k := range cls.MRO() {
		if _, isModel := k.Data.(*Model); isModel && k != cls {
			continue
		}
		if err := c.class(t, k); err != nil {
			return nil, err
		}
	}
	return c.found, nil
}

type collector struct {
	cls   *python.Class
	base  *base
	seen  map[string]bool
	found []attribute
}

func (c *collector) class(t *python.Thread, k *python.Class) error {
	for _, name := range bodyOrder(k) {
		if c.seen[name] {
			continue
		}
		column, err := c.column(t, k, name)
		if err != nil {
			return err
		}
		if column == nil {
			continue
		}
		c.seen[name] = true
		if column.name.IsZero() {
			column.name, column.key = ir.Ident(name), name
		}
		c.found = append(c.found, attribute{name, column})
	}
	return nil
}

// bodyOrder returns the names of a class body, annotated or assigned, in the order
// in which they stand there.
func bodyOrder(k *python.Class) []string {
	var order []string
	for _, a := range k.Annotations {
		order = append(order, a.Name)
	}
	place := 0 // behind the name that was assigned last
	for _, name := range k.Attrs.Names() {
		if i := slices.Index(order, name); i >= 0 {
			place = i + 1
			continue
		}
		order = slices.Insert(order, place, name)
		place++
	}
	return order
}

// column returns the column that an attribute is; nil for any other attribute.
func (c *collector) column(t *python.Thread, k *python.Class, name string) (*Column, error) {
	v, ok := k.Attrs.Get(name)
	if ok {
		if d, isDeclared := v.(*declared); isDeclared && name != "__tablename__" && name != "__table_args__" {
			made, err := t.Call(d.fn, c.cls)
			if err != nil {
				return nil, err
			}
			v = made
		}
	}
	column, isColumn := as[*Column](v)
	annotated, err := c.annotation(t, k, name)
	if err != nil {
		return nil, err
	}
	if !isColumn {
		if ok || annotated == nil || annotated.relation {
			return nil, nil
		}
		column = &Column{typ: ir.NullType, nullable: true, index: python.None, unique: python.None, mapped: true}
		column.attachTypes()
	} else if k != c.cls {
		if column, err = column.copy(t); err != nil {
			return nil, err
		}
	}
	if column.mapped && annotated != nil {
		return column, c.fromAnnotation(t, column, annotated)
	}
	return column, nil
}

// makeModel makes the table and puts the columns where the class's attributes are.
func makeModel(t *python.Thread, cls *python.Class, b *base, name python.Value, attributes []attribute) error {
	args, err := declaredAttr(t, cls, "__table_args__")
	if err != nil {
		return err
	}
	items := make([]python.Value, len(attributes))
	for i, a := range attributes {
		items[i] = a.column
	}
	more, kw, err := tableArguments(t, args)
	if err != nil {
		return err
	}
	schema := python.None
	kw = slices.DeleteFunc(kw, func(k python.Kwarg) bool {
		if k.Name == "schema" {
			schema = k.Value
		}
		return k.Name == "schema"
	})
	table, err := NewTable(t, b.meta, name, schema, append(items, more...), kw)
	if err != nil {
		return err
	}
	table.mappedBy = cls
	m := &Model{Table: table}
	for _, a := range attributes {
		m.Columns = append(m.Columns, ModelColumn{a.name, a.column})
		cls.Attrs.Set(a.name, a.column)
	}
	cls.Data = m
	cls.Attrs.Set("__table__", table)
	return nil
}

// tableArguments takes __table_args__ apart: a dict, or a tuple that may end in one.
func tableArguments(t *python.Thread, v python.Value) ([]python.Value, []python.Kwarg, error) {
	switch x := v.(type) {
	case *python.Dict:
		kw, err := keywords(t, x)
		return nil, kw, err
	case python.Tuple:
		if len(x) == 0 {
			return nil, nil, nil
		}
		if d, ok := x[len(x)-1].(*python.Dict); ok {
			kw, err := keywords(t, d)
			return x[:len(x)-1], kw, err
		}
		return x, nil, nil
	}
	if v == nil || v == python.None {
		return nil, nil, nil
	}
	return nil, nil, t.Raise(host.ArgumentError, "__table_args__ value must be a tuple, dict, or None")
}

func keywords(t *python.Thread, d *python.Dict) ([]python.Kwarg, error) {
	var kw []python.Kwarg
	for _, item := range d.Items() {
		name, ok := python.AsStr(item.Key)
		if !ok {
			return nil, t.Raise(python.TypeError, "keywords must be strings")
		}
		kw = append(kw, python.Kwarg{Name: name, Value: item.Value})
	}
	return kw, nil
}

// MappedBy returns the declarative class of the table that a column of a
// statement belongs to; nil if there is none.
func MappedBy(ref *ir.ColumnRef) *python.Class {
	if c, ok := ref.Origin.(*Column); ok && c.table != nil {
		return c.table.mappedBy
	}
	return nil
}
