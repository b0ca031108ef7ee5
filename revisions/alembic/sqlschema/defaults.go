package sqlschema

import (
	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqlexpr"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqltype"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

// FetchedValue says that the server fills in a value by means that the schema does not show.
type FetchedValue struct{}

// Class returns FetchedValue.
func (*FetchedValue) Class() *python.Class { return fetchedValueClass }

// DefaultClause is DEFAULT.
type DefaultClause struct {
	value *ir.ServerDefault
	arg   python.Value
}

// Class returns DefaultClause.
func (*DefaultClause) Class() *python.Class { return defaultClauseClass }

// Attr gives arg.
func (d *DefaultClause) Attr(_ *python.Thread, name string) (python.Value, error) {
	switch name {
	case "arg":
		return d.arg, nil
	case "has_argument":
		return python.True, nil
	}
	return nil, nil
}

// Computed is GENERATED ALWAYS AS.
type Computed struct {
	sqltext   ir.Expr
	text      python.Value
	persisted *bool
}

// Class returns Computed.
func (*Computed) Class() *python.Class { return computedClass }

// Attr gives sqltext and persisted.
func (c *Computed) Attr(_ *python.Thread, name string) (python.Value, error) {
	switch name {
	case "sqltext":
		return c.text, nil
	case "persisted":
		return boolOrNone(c.persisted), nil
	}
	return nil, nil
}

// Identity is GENERATED ... AS IDENTITY.
type Identity struct{ value ir.Identity }

// Class returns Identity.
func (*Identity) Class() *python.Class { return identityClass }

// Attr gives always and the options.
func (i *Identity) Attr(_ *python.Thread, name string) (python.Value, error) {
	switch name {
	case "always":
		return python.Bool(i.value.Always), nil
	case "on_null":
		return python.Bool(i.value.OnNull), nil
	}
	return sequenceOption(i.value.Options, name), nil
}

// ColumnDefault is a default that the application computes.
type ColumnDefault struct{ arg python.Value }

// Class returns ColumnDefault.
func (*ColumnDefault) Class() *python.Class { return columnDefaultClass }

// Attr gives arg.
func (d *ColumnDefault) Attr(t *python.Thread, name string) (python.Value, error) {
	switch name {
	case "arg":
		return d.arg, nil
	case "is_callable":
		return python.Bool(sqlexpr.IsCallable(d.arg)), nil
	case "is_sequence":
		return python.False, nil
	case "is_scalar":
		return python.Bool(!sqlexpr.IsCallable(d.arg) && !isExpr(d.arg)), nil
	case "is_clause_element":
		return python.Bool(isExpr(d.arg)), nil
	}
	return nil, nil
}

// Arg is the value, the expression or the function that was given.
func (d *ColumnDefault) Arg() python.Value { return d.arg }

func isExpr(v python.Value) bool { return sqlexpr.IsExpr(v) }

// Sequence is a sequence of its own.
type Sequence struct {
	name, schema ir.Name
	dataType     *ir.Type
	opts         ir.SequenceOptions
	optional     bool
	meta         *MetaData
	column       *Column
}

// Class returns Sequence.
func (*Sequence) Class() *python.Class { return sequenceClass }

// Attr gives the attributes of a sequence.
func (s *Sequence) Attr(_ *python.Thread, name string) (python.Value, error) {
	switch name {
	case "name":
		return nameValue(s.name), nil
	case "schema":
		return nameValue(s.schema), nil
	case "optional":
		return python.Bool(s.optional), nil
	case "is_sequence":
		return python.True, nil
	case "metadata":
		if s.meta == nil {
			return python.None, nil
		}
		return s.meta, nil
	}
	return sequenceOption(s.opts, name), nil
}

// Sequence returns the sequence as plain data.
func (s *Sequence) Sequence() *ir.Sequence {
	return &ir.Sequence{Schema: s.schema, Name: s.name, Type: s.dataType, Options: s.opts, Optional: s.optional, Metadata: s.meta != nil}
}

func sequenceOption(o ir.SequenceOptions, name string) python.Value {
	for _, n := range sequenceNumbers(&o) {
		if n.name == name {
			if *n.at == nil {
				return python.None
			}
			return python.NewInt(**n.at)
		}
	}
	for _, f := range sequenceFlags(&o) {
		if f.name == name {
			return boolOrNone(*f.at)
		}
	}
	return nil
}

type numberOption struct {
	name string
	at   **int64
}

type flagOption struct {
	name string
	at   **bool
}

func sequenceNumbers(o *ir.SequenceOptions) []numberOption {
	return []numberOption{{"start", &o.Start}, {"increment", &o.Increment}, {"minvalue", &o.MinValue}, {"maxvalue", &o.MaxValue}, {"cache", &o.Cache}}
}

func sequenceFlags(o *ir.SequenceOptions) []flagOption {
	return []flagOption{{"nominvalue", &o.NoMinValue}, {"nomaxvalue", &o.NoMaxValue}, {"cycle", &o.Cycle}, {"order", &o.Order}}
}

func readSequenceOptions(b *python.Bound) (o ir.SequenceOptions, err error) {
	for _, n := range sequenceNumbers(&o) {
		v, ok, err := b.OptInt(n.name)
		if err != nil {
			return o, err
		}
		if ok {
			*n.at = &v
		}
	}
	for _, f := range sequenceFlags(&o) {
		if *f.at, err = boolPointer(b, f.name); err != nil {
			return o, err
		}
	}
	return o, nil
}

const sequenceParams = "start=None, increment=None, minvalue=None, maxvalue=None, nominvalue=None, nomaxvalue=None, cycle=None, "

func init() {
	fetchedValueClass.Construct = func(*python.Thread, *python.Class, *python.Call) (python.Value, error) { return &FetchedValue{}, nil }
	clause := python.ParseSignature("DefaultClause.__init__", "arg, for_update=False, _reflected=False")
	defaultClauseClass.Construct = func(t *python.Thread, _ *python.Class, c *python.Call) (python.Value, error) {
		b, err := clause.Bind(c)
		if err != nil {
			return nil, err
		}
		return newDefaultClause(t, b.Get("arg"))
	}
	generated := python.ParseSignature("Computed.__init__", "sqltext, persisted=None")
	computedClass.Construct = func(t *python.Thread, _ *python.Class, c *python.Call) (python.Value, error) {
		b, err := generated.Bind(c)
		if err != nil {
			return nil, err
		}
		e, err := ddlExpr(t, b.Get("sqltext"))
		if err != nil {
			return nil, err
		}
		persisted, err := boolPointer(b, "persisted")
		return &Computed{sqltext: e, text: b.Get("sqltext"), persisted: persisted}, err
	}
	identity := python.ParseSignature("Identity.__init__", "always=False, on_null=None, "+sequenceParams+"cache=None, order=None")
	identityClass.Construct = func(t *python.Thread, _ *python.Class, c *python.Call) (python.Value, error) {
		return newIdentity(identity, c)
	}
	column := python.ParseSignature("ColumnDefault", "arg, for_update=False")
	columnDefaultClass.Construct = func(_ *python.Thread, _ *python.Class, c *python.Call) (python.Value, error) {
		b, err := column.Bind(c)
		if err != nil {
			return nil, err
		}
		return &ColumnDefault{arg: b.Get("arg")}, nil
	}
	sequence := python.ParseSignature("Sequence.__init__", "name, "+sequenceParams+
		"schema=None, cache=None, order=None, data_type=None, optional=False, quote=None, metadata=None, quote_schema=None, for_update=False")
	sequenceClass.Construct = func(t *python.Thread, _ *python.Class, c *python.Call) (python.Value, error) {
		b, err := sequence.Bind(c)
		if err != nil {
			return nil, err
		}
		return newSequence(t, b)
	}
	define(sequenceClass, "create", "bind=None, checkfirst=True", func(t *python.Thread, s *Sequence, _ *python.Bound) (python.Value, error) {
		return python.None, emitSequence(t, s)
	})
	define(sequenceClass, "drop", "bind=None, checkfirst=True", func(t *python.Thread, s *Sequence, _ *python.Bound) (python.Value, error) {
		return python.None, dropSequence(t, s)
	})
	define(sequenceClass, "next_value", "", func(_ *python.Thread, s *Sequence, _ *python.Bound) (python.Value, error) {
		return sqlexpr.New(&ir.NextValue{Sequence: s.Sequence()}), nil
	})
}

func newIdentity(sig *python.Signature, c *python.Call) (python.Value, error) {
	b, err := sig.Bind(c)
	if err != nil {
		return nil, err
	}
	i := &Identity{}
	if i.value.Always, err = b.Bool("always"); err != nil {
		return nil, err
	}
	if i.value.OnNull, _, err = b.OptBool("on_null"); err != nil {
		return nil, err
	}
	i.value.Options, err = readSequenceOptions(b)
	return i, err
}

func newSequence(t *python.Thread, b *python.Bound) (_ *Sequence, err error) {
	s := &Sequence{}
	if s.name, err = required(t, b, "name"); err != nil {
		return nil, err
	}
	if s.schema, err = NameOf(t, b.Get("schema")); err != nil {
		return nil, err
	}
	if q, err := quoteOf(b, "quote"); err != nil {
		return nil, err
	} else if q != ir.QuoteAuto {
		s.name.Quote = q
	}
	if s.opts, err = readSequenceOptions(b); err != nil {
		return nil, err
	}
	if s.optional, err = b.Bool("optional"); err != nil {
		return nil, err
	}
	if v := b.Get("data_type"); v != python.None {
		if s.dataType, err = sqltype.Of(t, v); err != nil {
			return nil, err
		}
	}
	if m, ok := as[*MetaData](b.Get("metadata")); ok {
		if s.schema.IsZero() {
			s.schema = m.schema
		}
		s.meta = m
		m.sequences = append(m.sequences, s)
	}
	return s, nil
}

// newDefaultClause makes DEFAULT of a text, which becomes a literal, or of an expression.
func newDefaultClause(t *python.Thread, v python.Value) (*DefaultClause, error) {
	if s, ok := python.AsStr(v); ok {
		return &DefaultClause{value: &ir.ServerDefault{Literal: &s}, arg: v}, nil
	}
	if o, ok := v.(*python.Opaque); ok {
		return nil, t.Unresolved(o, "server_default")
	}
	if !isExpr(v) {
		return nil, t.Raise(host.ArgumentError, "Argument 'arg' is expected to be one of type '<class 'str'>' or '<class 'sqlalchemy.sql.elements.ClauseElement'>' or '<class 'sqlalchemy.sql.elements.TextClause'>', got '%s'", classRepr(v))
	}
	e, err := sqlexpr.Of(t, v)
	return &DefaultClause{value: &ir.ServerDefault{Expr: e}, arg: v}, err
}

func classRepr(v python.Value) string { return "<class '" + v.Class().Name + "'>" }

// ddlExpr reads an expression of DDL: a text is SQL as it stands.
func ddlExpr(t *python.Thread, v python.Value) (ir.Expr, error) {
	if s, ok := python.AsStr(v); ok {
		return &ir.Text{SQL: s, At: t.Span()}, nil
	}
	if !isExpr(v) {
		if o, ok := v.(*python.Opaque); ok {
			return nil, t.Unresolved(o, "an expression")
		}
		return nil, t.Raise(host.ArgumentError, "SQL expression or text expected, got %s.", v.Class().Name)
	}
	return sqlexpr.Of(t, v)
}
