package op

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var (
	operationClass = python.NewClass("alembic.operations.ops", "MigrateOperation")
	containerClass = python.NewClass("alembic.operations.ops", "OpContainer", operationClass)
)

// operation is an object such as CreateTableOp(...): a call that is made later.
type operation struct {
	cls  *python.Class
	name string // of the directive
	call *python.Call
	// ops are those of a container.
	ops *python.List
}

// Class returns the operation's class.
func (o *operation) Class() *python.Class { return o.cls }

// Attr gives the arguments by name.
func (o *operation) Attr(_ *python.Thread, name string) (python.Value, error) {
	if o.ops != nil && name == "ops" {
		return o.ops, nil
	}
	d := directives[o.name]
	if d == nil {
		return nil, nil
	}
	b, err := d.sig.Bind(o.call)
	if err != nil {
		return nil, err
	}
	for _, p := range strings.Split(d.params, ",") {
		p, _, _ = strings.Cut(strings.TrimSpace(p), "=")
		if p == name {
			return b.Get(name), nil
		}
	}
	return nil, nil
}

// operationClasses are the classes of alembic.operations.ops by name.
var operationClasses = map[string]*python.Class{"MigrateOperation": operationClass, "OpContainer": containerClass}

func init() {
	for class, name := range map[string]string{
		"CreateTableOp": "create_table", "DropTableOp": "drop_table", "RenameTableOp": "rename_table",
		"AddColumnOp": "add_column", "DropColumnOp": "drop_column", "AlterColumnOp": "alter_column",
		"CreateIndexOp": "create_index", "DropIndexOp": "drop_index", "DropConstraintOp": "drop_constraint",
		"CreatePrimaryKeyOp": "create_primary_key", "CreateUniqueConstraintOp": "create_unique_constraint",
		"CreateForeignKeyOp": "create_foreign_key", "CreateCheckConstraintOp": "create_check_constraint",
		"CreateExcludeConstraintOp": "create_exclude_constraint",
		"CreateTableCommentOp":      "create_table_comment", "DropTableCommentOp": "drop_table_comment",
		"BulkInsertOp": "bulk_insert", "ExecuteSQLOp": "execute",
	} {
		operationClasses[class] = newOperationClass(class, name)
	}
	for _, class := range []string{"ModifyTableOps", "UpgradeOps", "DowngradeOps"} {
		operationClasses[class] = newContainerClass(class)
	}
}

func newOperationClass(class, name string) *python.Class {
	cls := python.NewClass("alembic.operations.ops", class, operationClass)
	cls.Construct = func(_ *python.Thread, cls *python.Class, c *python.Call) (python.Value, error) {
		return &operation{cls: cls, name: name, call: arguments(name, c)}, nil
	}
	return cls
}

// arguments turns the arguments of an operation's class into those of its
// function, which differ in a few names.
func arguments(name string, c *python.Call) *python.Call {
	out := *c
	out.Kwargs = nil
	for _, kw := range c.Kwargs {
		if name == "alter_column" {
			switch kw.Name {
			case "modify_name":
				kw.Name = "new_column_name"
			case "modify_type":
				kw.Name = "type_"
			default:
				kw.Name = strings.TrimPrefix(kw.Name, "modify_")
			}
		}
		out.Kwargs = append(out.Kwargs, kw)
	}
	// The columns of a table and the elements of an exclusion are one list there.
	if name == "create_table" || name == "create_exclude_constraint" {
		last := map[string]int{"create_table": 1, "create_exclude_constraint": 2}[name]
		if len(c.Args) > last {
			if list, ok := items(c.Args[last]); ok {
				out.Args = append(append([]python.Value{}, c.Args[:last]...), list...)
				out.ArgSpans = nil
			}
		}
	}
	return &out
}

func items(v python.Value) ([]python.Value, bool) {
	switch v := v.(type) {
	case *python.List:
		return v.Elems, true
	case python.Tuple:
		return v, true
	}
	return nil, false
}

func newContainerClass(class string) *python.Class {
	params := "ops=(), *args, **kw"
	if class == "ModifyTableOps" {
		params = "table_name, ops, *, schema=None"
	}
	sig := python.ParseSignature(class, params)
	cls := python.NewClass("alembic.operations.ops", class, containerClass)
	cls.Construct = func(t *python.Thread, cls *python.Class, c *python.Call) (python.Value, error) {
		b, err := sig.Bind(c)
		if err != nil {
			return nil, err
		}
		list, err := t.Collect(b.Get("ops"))
		return &operation{cls: cls, ops: python.NewList(list...)}, err
	}
	return cls
}

func invoke(c *call) (python.Value, error) { return c.o.invoke(c.t, c.Get("operation")) }

// invoke runs an operation object: one of Alembic's, or one of the project's own
// with the function that implements it.
func (o *Operations) invoke(t *python.Thread, v python.Value) (python.Value, error) {
	switch x := v.(type) {
	case *operation:
		if x.ops == nil {
			fn := direct.method(x.name)
			if o.batch != nil {
				return nil, t.Unsupported("invoke() of "+x.cls.Name+" in a batch", "call the batch's own methods")
			}
			return t.CallWith(fn, x.call)
		}
		for _, each := range x.ops.Elems {
			if _, err := o.invoke(t, each); err != nil {
				return nil, err
			}
		}
		return python.None, nil
	case *python.Instance:
		if fn := registryOf(t).implementation(x.Cls); fn != nil {
			return t.Call(fn, o, x)
		}
	case *python.Opaque:
		return nil, t.Unresolved(x, "an operation")
	}
	return nil, &host.Unsupported{Code: host.CodeUnsupported, Message: "there is no implementation of the operation " + v.Class().Name,
		Help: "import the module that has @Operations.implementation_for(" + v.Class().Name + ") in the revision"}
}

// registry holds the operations that code of the project has added.
type registry struct {
	names map[string]python.Value
	batch map[string]python.Value
	impls map[*python.Class]python.Value
}

type registryKey struct{}

func registryOf(t *python.Thread) *registry {
	return host.Of(t).Keep(registryKey{}, func() any {
		return &registry{names: map[string]python.Value{}, batch: map[string]python.Value{}, impls: map[*python.Class]python.Value{}}
	}).(*registry)
}

func (r *registry) implementation(cls *python.Class) python.Value {
	for _, k := range cls.MRO() {
		if fn := r.impls[k]; fn != nil {
			return fn
		}
	}
	return nil
}

// registration gives the decorators Operations.register_operation and
// Operations.implementation_for.
func registration(_ *python.Thread, cls *python.Class, name string) (python.Value, error) {
	switch name {
	case "register_operation":
		return python.NewBuiltin(name, func(_ *python.Thread, c *python.Call) (python.Value, error) { return registerOperation(cls, c) }), nil
	case "implementation_for":
		return python.NewBuiltin(name, func(_ *python.Thread, c *python.Call) (python.Value, error) { return implementationFor(c) }), nil
	case "context":
		return python.NewBuiltin(name, func(*python.Thread, *python.Call) (python.Value, error) { return direct, nil }), nil
	}
	return nil, nil
}

var (
	registerSignature  = python.ParseSignature("register_operation", "name, sourcename=None")
	implementSignature = python.ParseSignature("implementation_for", "op_cls, replace=False")
)

func registerOperation(of *python.Class, c *python.Call) (python.Value, error) {
	b, err := registerSignature.Bind(c)
	if err != nil {
		return nil, err
	}
	name, err := b.Str("name")
	if err != nil {
		return nil, err
	}
	source, given, err := b.OptStr("sourcename")
	if err != nil {
		return nil, err
	}
	if !given {
		source = name
	}
	return python.NewBuiltin("register", func(t *python.Thread, c *python.Call) (python.Value, error) {
		if len(c.Args) != 1 {
			return nil, t.Raise(python.TypeError, "register() takes 1 positional argument but %d were given", len(c.Args))
		}
		fn, err := t.Attr(c.Args[0], source)
		if err != nil {
			return nil, err
		}
		r := registryOf(t)
		if of == batchClass {
			r.batch[name] = fn
		} else {
			r.names[name] = fn
		}
		return c.Args[0], nil
	}), nil
}

func implementationFor(c *python.Call) (python.Value, error) {
	b, err := implementSignature.Bind(c)
	if err != nil {
		return nil, err
	}
	return python.NewBuiltin("decorate", func(t *python.Thread, c *python.Call) (python.Value, error) {
		cls, ok := b.Get("op_cls").(*python.Class)
		if !ok || len(c.Args) != 1 {
			return nil, t.Raise(python.TypeError, "implementation_for() takes a class")
		}
		registryOf(t).impls[cls] = c.Args[0]
		return c.Args[0], nil
	}), nil
}

// custom finds an operation that the project or a third-party package has added.
func (o *Operations) custom(t *python.Thread, name string) (python.Value, error) {
	r := registryOf(t)
	fn := r.names[name]
	if o.batch != nil {
		fn = r.batch[name]
	}
	if fn != nil {
		return o.withSelf(name, fn), nil
	}
	if v := host.Of(t).Operations[name]; v != nil {
		return o.withSelf(name, v), nil
	}
	return nil, nil
}

// withSelf makes a function one whose first argument is the operations object.
func (o *Operations) withSelf(name string, fn python.Value) python.Value {
	return python.NewBuiltin(name, func(t *python.Thread, c *python.Call) (python.Value, error) {
		with := *c
		with.Args = append([]python.Value{o}, c.Args...)
		if len(c.ArgSpans) > 0 {
			with.ArgSpans = append([]source.Span{c.Span}, c.ArgSpans...)
		}
		return t.CallWith(fn, &with)
	})
}
