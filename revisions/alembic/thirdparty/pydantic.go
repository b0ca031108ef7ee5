package thirdparty

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/python"
)

// What applications describe with pydantic holds constants that old revisions insert. A model here keeps a value that has exactly
// the type of its field: pydantic hands that on as it is. Any other value it may convert or refuse, by rules that its versions do
// not share: such an attribute is not known, an error only where it is needed.
// Source: https://docs.pydantic.dev/latest/concepts/models/ and https://docs.pydantic.dev/1.10/usage/models/
var (
	pydanticModel = python.NewClass("pydantic.main", "BaseModel")
	pydanticError = python.NewClass("pydantic_core", "ValidationError", python.ValueError)
)

const pydanticReason = "pydantic may convert or refuse the value"

// pydanticField is Field(): the default of a field. strange: its other arguments change or check the value.
type pydanticField struct {
	def, factory python.Value // nil: none
	strange      bool
}

var pydanticFieldClass = python.NewClass("pydantic.fields", "FieldInfo")

// Class returns FieldInfo.
func (*pydanticField) Class() *python.Class { return pydanticFieldClass }

// pydanticHook marks a function that sees or changes the values of a model.
type pydanticHook struct{}

var pydanticHookClass = python.NewClass("pydantic._internal._decorators", "PydanticDescriptorProxy")

// Class returns the class of validators.
func (*pydanticHook) Class() *python.Class { return pydanticHookClass }

// described are arguments of Field() that say nothing about the value.
var described = map[string]bool{"title": true, "description": true, "examples": true, "example": true, "exclude": true, "include": true, "repr": true,
	"json_schema_extra": true, "deprecated": true, "frozen": true, "init": true, "kw_only": true}

func newPydanticField(t *python.Thread, c *python.Call) (python.Value, error) {
	f := &pydanticField{}
	if len(c.Args) > 0 {
		f.def = c.Args[0]
	}
	for _, k := range c.Kwargs {
		switch {
		case k.Name == "default":
			f.def = k.Value
		case k.Name == "default_factory":
			f.factory = k.Value
		case !described[k.Name]:
			f.strange = true
		}
	}
	if f.def == python.Ellipsis {
		f.def = nil
	}
	return f, nil
}

// pydanticDecorator makes hooks, called with a function or with arguments first.
func pydanticDecorator(name string) python.Value {
	return python.NewBuiltin(name, func(*python.Thread, *python.Call) (python.Value, error) {
		return python.NewBuiltin(name, func(*python.Thread, *python.Call) (python.Value, error) { return &pydanticHook{}, nil }), nil
	})
}

// rootDecorator is @root_validator, which may stand without arguments, too.
func rootDecorator(_ *python.Thread, c *python.Call) (python.Value, error) {
	if len(c.Args) > 0 {
		return &pydanticHook{}, nil
	}
	return pydanticDecorator("root_validator"), nil
}

// fieldOf is what a model says about one of its fields.
type fieldOf struct {
	name       string
	annotation python.Annotation
	def        python.Value // nil: the field is required
}

// pydanticFields are the fields of a model, those of its bases first. plain is false where the model has rules of its own.
func pydanticFields(t *python.Thread, cls *python.Class) (fields []fieldOf, plain bool) {
	plain = true
	mro := cls.MRO()
	for i := len(mro) - 1; i >= 0; i-- {
		k := mro[i]
		plain = plain && !hasRules(k)
		for _, a := range k.Annotations {
			if strings.HasPrefix(a.Name, "_") || a.Name == "model_config" {
				continue
			}
			if isNamed(t, annotationOf(t, a), "typing.ClassVar") {
				continue
			}
			f := fieldOf{name: a.Name, annotation: a}
			f.def, _ = cls.Lookup(a.Name)
			fields = withField(fields, f)
		}
	}
	return fields, plain
}

// annotationOf is the type that a field is annotated with; one that cannot be evaluated, such as a name for type checkers alone, is not known.
func annotationOf(t *python.Thread, a python.Annotation) python.Value {
	v, err := a.Value(t)
	if err != nil {
		return python.NewOpaque("the annotation of "+a.Name, err.Error(), a.Span)
	}
	return v
}

// isNamed tells whether a value is a name of typing.
func isNamed(t *python.Thread, v python.Value, name string) bool {
	repr, err := t.Repr(v)
	return err == nil && repr == name
}

// withField adds a field, in the place of one that it redefines.
func withField(fields []fieldOf, f fieldOf) []fieldOf {
	for i := range fields {
		if fields[i].name == f.name {
			fields[i] = f
			return fields
		}
	}
	return append(fields, f)
}

// harmlessOptions are those of a model's configuration that change no value.
var harmlessOptions = map[string]bool{"protected_namespaces": true, "arbitrary_types_allowed": true, "from_attributes": true, "orm_mode": true, "title": true,
	"frozen": true, "allow_mutation": true, "json_schema_extra": true, "schema_extra": true}

// hasRules tells whether the body of a class has what may change the values of its fields.
func hasRules(k *python.Class) bool {
	for _, name := range k.Attrs.Names() {
		v, _ := k.Attrs.Get(name)
		if _, hook := v.(*pydanticHook); hook {
			return true
		}
		switch x := v.(type) {
		case *python.Dict:
			if name != "model_config" {
				continue
			}
			for _, item := range x.Items() {
				if option, ok := python.AsStr(item.Key); !ok || !harmlessOptions[option] {
					return true
				}
			}
		case *python.Class:
			for _, option := range x.Attrs.Names() {
				if name == "Config" && !strings.HasPrefix(option, "__") && !harmlessOptions[option] {
					return true
				}
			}
		default:
			if name == "model_config" || name == "model_post_init" {
				return true
			}
		}
	}
	return false
}

func init() {
	pydanticModel.Ops = typeParameters{}
	pydanticModel.Init = initPydantic
	pydanticModel.InstanceAttr = func(t *python.Thread, self *python.Instance, name string) (python.Value, error) {
		switch name {
		case "model_dump", "dict":
			return python.NewBuiltin(name, func(t *python.Thread, c *python.Call) (python.Value, error) {
				if len(c.Args)+len(c.Kwargs) > 0 {
					return python.NewOpaque(self.Cls.Name+"()."+name+"()", "sqlplan does not know its arguments", t.Span()), nil
				}
				return dumped(t, self)
			}), nil
		}
		if strings.HasPrefix(name, "__") {
			return nil, nil
		}
		return unknownOfModel(t, self.Cls, name), nil
	}
	pydanticModel.ClassAttr = func(t *python.Thread, cls *python.Class, name string) (python.Value, error) {
		switch {
		case name == "model_validate" || name == "parse_obj":
			return python.NewBuiltin(name, func(t *python.Thread, c *python.Call) (python.Value, error) { return validated(t, cls, name, c) }), nil
		case strings.HasPrefix(name, "__"):
			return nil, nil
		}
		return unknownOfModel(t, cls, name), nil
	}
}

// typeParameters lets a generic model take them.
type typeParameters struct{}

// IndexClass implements python.ClassIndex.
func (typeParameters) IndexClass(_ *python.Thread, cls *python.Class, _ python.Value) (python.Value, error) {
	return cls, nil
}

// unknownOfModel is an attribute that pydantic or the settings of the model may give.
func unknownOfModel(t *python.Thread, cls *python.Class, name string) *python.Opaque {
	return python.NewOpaque(cls.Name+"()."+name, "sqlplan does not know what pydantic gives here", t.Span())
}

// initPydantic is the constructor of a model: a value for each field that is named, and the defaults of the others.
func initPydantic(t *python.Thread, self *python.Instance, c *python.Call) error {
	if len(c.Args) > 0 {
		return t.Raise(python.TypeError, "BaseModel.__init__() takes 1 positional argument but %d were given", len(c.Args)+1)
	}
	fields, plain := pydanticFields(t, self.Cls)
	for _, f := range fields {
		given, ok := c.Kwarg(f.name)
		v, err := f.value(t, given, ok)
		if err != nil {
			return err
		}
		if !plain || v == nil {
			v = python.NewOpaque(self.Cls.Name+"()."+f.name, pydanticReason, t.Span())
		}
		self.Attrs.Set(f.name, v)
	}
	return nil
}

// value is the field's value; nil if it is not known.
func (f fieldOf) value(t *python.Thread, given python.Value, ok bool) (python.Value, error) {
	of := annotationOf(t, f.annotation)
	field, _ := f.def.(*pydanticField)
	switch {
	case ok && (field != nil && field.strange || !fits(t, given, of)):
		return nil, nil
	case ok:
		return given, nil
	case field != nil && field.factory != nil:
		return t.Call(field.factory)
	case field != nil && field.def != nil:
		return copyDefault(t, field.def)
	case field != nil && field.strange || f.def == nil && fits(t, python.None, of):
		return nil, nil // version 1 takes None for what version 2 misses, and an alias may have given it
	case f.def == nil || field != nil:
		return nil, t.Raise(pydanticError, "1 validation error: %s: field required", f.name)
	}
	return copyDefault(t, f.def)
}

// copyDefault is a default for one object: what can be changed is copied.
func copyDefault(t *python.Thread, v python.Value) (python.Value, error) {
	switch v.(type) {
	case *python.List, *python.Dict, *python.Set:
		m, err := t.Import("copy")
		if err != nil {
			return nil, err
		}
		return t.CallMethod(m, "deepcopy", v)
	}
	return v, nil
}

// fits tells whether a value has exactly the type of an annotation, so that it is handed on as it is.
func fits(t *python.Thread, v, of python.Value) bool {
	switch x := of.(type) {
	case *python.Opaque:
		return false
	case *python.Union:
		for _, arg := range x.Args {
			if fits(t, v, arg) {
				return true
			}
		}
		return false
	case *python.Class:
		switch x {
		case python.ListClass, python.DictClass, python.SetClass: // pydantic makes a copy
			return false
		}
		_, unknown := v.(*python.Opaque)
		return !unknown && v.Class() == x
	}
	if of == python.None {
		return v == python.None
	}
	return isNamed(t, of, "typing.Any")
}

// dumped is model_dump(): a dict of the fields, with dicts for the models in it.
func dumped(t *python.Thread, self *python.Instance) (python.Value, error) {
	fields, _ := pydanticFields(t, self.Cls)
	d := python.NewDict()
	for _, f := range fields {
		v, _ := self.Attrs.Get(f.name)
		switch x := v.(type) {
		case *python.Instance:
			if isModel(x.Cls) {
				inner, err := dumped(t, x)
				if err != nil {
					return nil, err
				}
				v = inner
			}
		case *python.List, *python.Dict, *python.Set, python.Tuple:
			v = python.NewOpaque(self.Cls.Name+"().model_dump()['"+f.name+"']", "sqlplan does not look for models in it", t.Span())
		}
		d.SetStr(f.name, v)
	}
	return d, nil
}

func isModel(cls *python.Class) bool {
	for _, k := range cls.MRO() {
		if k == pydanticModel {
			return true
		}
	}
	return false
}

// validated is Model.model_validate({...}).
func validated(t *python.Thread, cls *python.Class, name string, c *python.Call) (python.Value, error) {
	if len(c.Args) != 1 || len(c.Kwargs) > 0 {
		return unknownOfModel(t, cls, name+"()"), nil
	}
	d, ok := python.Plain(c.Args[0]).(*python.Dict)
	if !ok {
		return unknownOfModel(t, cls, name+"()"), nil
	}
	var kwargs []python.Kwarg
	for _, item := range d.Items() {
		key, ok := python.AsStr(item.Key)
		if !ok {
			return unknownOfModel(t, cls, name+"()"), nil
		}
		kwargs = append(kwargs, python.Kwarg{Name: key, Value: item.Value})
	}
	return t.CallKw(cls, nil, kwargs)
}

// pydanticNames are the names of pydantic that are known; the rest is not.
func pydanticNames() []named {
	list := []named{
		{"pydantic pydantic.main", "BaseModel", pydanticModel},
		{"pydantic pydantic.fields", "Field", python.NewBuiltin("Field", newPydanticField)},
		{"pydantic pydantic_core", "ValidationError", pydanticError},
		{"pydantic", "root_validator", python.NewBuiltin("root_validator", rootDecorator)},
		{"pydantic", "computed_field", python.NewBuiltin("computed_field", sameFunction)},
	}
	for _, name := range []string{"validator", "field_validator", "model_validator", "field_serializer", "model_serializer"} {
		list = append(list, named{"pydantic", name, pydanticDecorator(name)})
	}
	return list
}

// sameFunction is a decorator that gives back what it decorates.
func sameFunction(_ *python.Thread, c *python.Call) (python.Value, error) {
	if len(c.Args) > 0 {
		return c.Args[0], nil
	}
	return python.NewBuiltin("decorate", sameFunction), nil
}
