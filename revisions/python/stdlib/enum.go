package stdlib

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/python"
)

// The classes of the enum module.
var (
	EnumClass      = python.NewClass("enum", "Enum")
	ReprEnumClass  = python.NewClass("enum", "ReprEnum", EnumClass)
	IntEnumClass   = python.NewClass("enum", "IntEnum", python.IntClass, ReprEnumClass)
	StrEnumClass   = python.NewClass("enum", "StrEnum", python.StrClass, ReprEnumClass)
	FlagClass      = python.NewClass("enum", "Flag", EnumClass)
	IntFlagClass   = python.NewClass("enum", "IntFlag", python.IntClass, ReprEnumClass, FlagClass)
	nonMemberClass = sealed("enum", "nonmember")
	autoClass      = python.NewClass("enum", "auto")
	enumMetaClass  = python.NewClass("enum", "EnumMeta", python.TypeClass)
)

// enumData is what a class of members remembers of them.
type enumData struct {
	members []*python.Instance // without aliases, in the order of definition
	names   *python.Dict       // with aliases
	base    *class             // str, int and so on; nil if the members are nothing else
	newFn   value              // __new__ of the class body, nil if there is none
	pseudo  map[int64]*python.Instance
}

// EnumMember is a member of an enum as Go sees it.
type EnumMember struct {
	Name  string // "" for a combination of flags without a name
	Value python.Value
	Enum  *python.Class
}

// Member returns what v is as a member of an enum; false if it is none.
func Member(v python.Value) (EnumMember, bool) {
	inst, ok := v.(*python.Instance)
	if !ok || dataOf(inst.Cls) == nil {
		return EnumMember{}, false
	}
	m := EnumMember{Enum: inst.Cls, Value: python.None}
	if name, ok := inst.Attrs.Get("_name_"); ok {
		m.Name, _ = python.AsStr(name)
	}
	if val, ok := inst.Attrs.Get("_value_"); ok {
		m.Value = val
	}
	return m, true
}

// Members returns the members of an enum in the order of their definition,
// without aliases; false if c is no enum that has members.
func Members(c *python.Class) ([]EnumMember, bool) {
	data := dataOf(c)
	if data == nil || len(data.members) == 0 {
		return nil, false
	}
	out := make([]EnumMember, len(data.members))
	for i, inst := range data.members {
		out[i], _ = Member(inst)
	}
	return out, true
}

// MemberValues returns the same members as Python values.
func MemberValues(c *python.Class) []python.Value {
	data := dataOf(c)
	if data == nil {
		return nil
	}
	out := make([]value, len(data.members))
	for i, m := range data.members {
		out[i] = m
	}
	return out
}

func dataOf(c *class) *enumData {
	d, _ := c.Data.(*enumData)
	return d
}

// autoValue is what auto() returns, or what an operator makes of it in the class
// body: "RW = R | W" stands there before R and W have values.
type autoValue struct {
	op          string // "" for auto() itself
	left, right value
	known       value // set when the member has its value
}

// Class returns enum.auto.
func (*autoValue) Class() *class { return autoClass }

// Binary implements python.HasBinary.
func (a *autoValue) Binary(_ *thread, op string, other value, reflected bool) (value, error) {
	switch {
	case compareOp(op, 0) != nil || op == "in":
		return nil, nil
	case reflected:
		return &autoValue{op: op, left: other, right: a}, nil
	}
	return &autoValue{op: op, left: a, right: other}, nil
}

// nonMember is what nonmember() returns.
type nonMember struct{ v value }

// Class returns enum.nonmember.
func (*nonMember) Class() *class { return nonMemberClass }

func enumModule() *module {
	m := python.NewModule("enum")
	for _, c := range []*class{
		EnumClass, ReprEnumClass, IntEnumClass, StrEnumClass, FlagClass, IntFlagClass, autoClass, enumMetaClass,
	} {
		m.Set(c.Name, c)
	}
	m.Set("EnumType", enumMetaClass)
	m.Set("property", python.PropertyClass)
	fn(m, "unique", "enumeration, /", func(t *thread, b *bound) (value, error) { return uniqueEnum(t, b.Get("enumeration")) })
	fn(m, "nonmember", "value, /", func(_ *thread, b *bound) (value, error) { return &nonMember{b.Get("value")}, nil })
	fn(m, "member", "value, /", func(_ *thread, b *bound) (value, error) { return b.Get("value"), nil })
	keep := function("keep", "cls, /", func(_ *thread, b *bound) (value, error) { return b.Get("cls"), nil })
	for _, name := range []string{"verify", "global_enum"} {
		m.Set(name, python.NewBuiltin(name, func(_ *thread, c *python.Call) (value, error) {
			if len(c.Args) == 1 {
				if cls, ok := c.Args[0].(*class); ok && name == "global_enum" {
					return cls, nil
				}
			}
			return keep, nil
		}))
	}
	for _, name := range []string{"UNIQUE", "CONTINUOUS", "NAMED_FLAGS", "STRICT", "CONFORM", "EJECT", "KEEP"} {
		m.Set(name, python.Str(name))
	}
	return m
}

func uniqueEnum(t *thread, v value) (value, error) {
	cls, ok := v.(*class)
	if !ok || dataOf(cls) == nil {
		return v, nil
	}
	var aliases []string
	for _, it := range dataOf(cls).names.Items() {
		m, _ := Member(it.Value)
		if name, _ := python.AsStr(it.Key); name != m.Name {
			aliases = append(aliases, name+" -> "+m.Name)
		}
	}
	if aliases != nil {
		return nil, t.Raise(python.ValueError, "duplicate values found in <enum '%s'>: %s", cls.Name, strings.Join(aliases, ", "))
	}
	return cls, nil
}

func init() {
	construct(autoClass, "", func(*thread, *bound) (value, error) { return &autoValue{}, nil })
	for _, c := range []*class{EnumClass, IntEnumClass, StrEnumClass, FlagClass, IntFlagClass, ReprEnumClass} {
		c.OnSubclass = makeEnum
		c.Construct = enumCall
		c.Ops = enumOps{}
	}
	EnumClass.ClassAttr = func(_ *thread, cls *class, name string) (value, error) {
		data := dataOf(cls)
		if data == nil {
			return nil, nil
		}
		switch name {
		case "__members__", "_member_map_":
			return data.names.Copy(), nil
		case "_member_names_":
			names := make([]value, len(data.members))
			for i, m := range data.members {
				names[i], _ = m.Attrs.Get("_name_")
			}
			return python.NewList(names...), nil
		case "_value2member_map_":
			return valueMap(data)
		}
		return nil, nil
	}
}

func valueMap(data *enumData) (value, error) {
	d := python.NewDict()
	for _, m := range data.members {
		v, _ := m.Attrs.Get("_value_")
		if err := d.Set(v, m); err != nil {
			return nil, err
		}
	}
	return d, nil
}

// enumOps is what the metaclass of enums gives to them.
type enumOps struct{}

// IterateClass implements python.ClassIter.
func (enumOps) IterateClass(_ *thread, cls *class) (python.Iterator, error) {
	return python.SliceIterator(MemberValues(cls)), nil
}

// LengthClass implements python.ClassLen.
func (enumOps) LengthClass(_ *thread, cls *class) (int, error) { return len(MemberValues(cls)), nil }

// IndexClass implements python.ClassIndex.
func (enumOps) IndexClass(t *thread, cls *class, key value) (value, error) {
	if data := dataOf(cls); data != nil {
		v, ok, err := data.names.Get(key)
		if ok || err != nil {
			return v, err
		}
	}
	return nil, raiseKey(t, key)
}

// raiseKey makes a KeyError of a key.
func raiseKey(t *thread, key value) error {
	exc := python.NewInstance(python.KeyError)
	exc.Attrs.Set("args", python.Tuple{key})
	return t.RaiseValue(exc)
}

// ContainsClass implements python.ClassContains.
func (enumOps) ContainsClass(t *thread, cls *class, v value) (bool, error) {
	if m, ok := Member(v); ok && m.Enum == cls {
		return true, nil
	}
	found, err := memberOf(t, cls, v)
	return found != nil, err
}

// ReprClass implements python.ClassRepr.
func (enumOps) ReprClass(_ *thread, cls *class) (string, error) {
	if cls.IsSubclass(FlagClass) {
		return "<flag '" + cls.Name + "'>", nil
	}
	return "<enum '" + cls.Name + "'>", nil
}

// memberOf finds the member with a value; nil if there is none.
func memberOf(t *thread, cls *class, v value) (*python.Instance, error) {
	data := dataOf(cls)
	if data == nil {
		return nil, nil
	}
	for _, m := range data.members {
		own, _ := m.Attrs.Get("_value_")
		same, err := t.Equal(own, v)
		if err != nil {
			return nil, err
		}
		if same {
			return m, nil
		}
	}
	return nil, nil
}

// enumCall is Color("red") for an enum with members, and Enum("Color", "RED BLUE") for one without.
func enumCall(t *thread, cls *class, c *python.Call) (value, error) {
	if data := dataOf(cls); data == nil || len(data.members) == 0 {
		return functionalEnum(t, cls, c)
	}
	if len(c.Args) == 0 {
		if v, ok := c.Kwarg("value"); ok {
			return enumLookup(t, cls, v)
		}
		return nil, t.Raise(python.TypeError, "EnumType.__call__() missing 1 required positional argument: 'value'")
	}
	if len(c.Args) > 1 {
		return enumLookup(t, cls, python.Tuple(c.Args))
	}
	return enumLookup(t, cls, c.Args[0])
}

func enumLookup(t *thread, cls *class, v value) (value, error) {
	if o, ok := v.(*python.Opaque); ok {
		return o, nil
	}
	if m, ok := Member(v); ok && m.Enum == cls {
		return v, nil
	}
	m, err := memberOf(t, cls, v)
	if err != nil {
		return nil, err
	}
	if m != nil {
		return m, nil
	}
	if missing, ok := cls.Lookup("_missing_"); ok && missing != nil {
		bound, err := t.Attr(cls, "_missing_")
		if err != nil {
			return nil, err
		}
		out, err := t.Call(bound, v)
		if err != nil {
			return nil, err
		}
		if m, ok := Member(out); ok && m.Enum == cls {
			return out, nil
		}
	}
	if cls.IsSubclass(FlagClass) {
		if n, ok := python.AsInt(v); ok {
			if bits, small := n.Int64(); small {
				return flagOf(t, cls, bits)
			}
		}
	}
	repr, err := t.Repr(v)
	if err != nil {
		return nil, err
	}
	return nil, t.Raise(python.ValueError, "%s is not a valid %s", repr, cls.Name)
}

var functionalSignature = python.ParseSignature("Enum", "value, names=None, *, module=None, qualname=None, type=None, start=1, boundary=None")

// functionalEnum is Enum("Color", "RED BLUE"), with a list, pairs or a dict too.
func functionalEnum(t *thread, cls *class, c *python.Call) (value, error) {
	b, err := functionalSignature.Bind(c)
	if err != nil {
		return nil, err
	}
	name, err := b.Str("value")
	if err != nil {
		return nil, err
	}
	pairs, err := enumPairs(t, cls, b)
	if err != nil {
		return nil, err
	}
	bases := python.Tuple{cls}
	if mixin, ok := b.Get("type").(*class); ok {
		bases = python.Tuple{mixin, cls}
	}
	return t.Call(python.TypeClass, python.Str(name), bases, pairs)
}

func enumPairs(t *thread, cls *class, b *bound) (*python.Dict, error) {
	body := python.NewDict()
	names := b.Get("names")
	if d, ok := python.Plain(names).(*python.Dict); ok {
		return d.Copy(), nil
	}
	var elems []value
	if s, ok := python.AsStr(names); ok {
		for _, n := range strings.Fields(strings.ReplaceAll(s, ",", " ")) {
			elems = append(elems, python.Str(n))
		}
	} else {
		var err error
		if elems, err = t.Collect(names); err != nil {
			return nil, err
		}
	}
	start, err := b.Int("start")
	if err != nil {
		return nil, err
	}
	for i, e := range elems {
		if s, ok := python.AsStr(e); ok {
			var v value = python.NewInt(start + int64(i))
			if cls.IsSubclass(FlagClass) || cls.IsSubclass(StrEnumClass) {
				v = &autoValue{}
			}
			body.SetStr(s, v)
			continue
		}
		pair, err := t.Collect(e)
		if err != nil {
			return nil, err
		}
		if len(pair) != 2 {
			return nil, t.Raise(python.TypeError, "names of an enum must be texts or pairs")
		}
		key, ok := python.AsStr(pair[0])
		if !ok {
			return nil, t.Raise(python.TypeError, "names of an enum must be texts or pairs")
		}
		body.SetStr(key, pair[1])
	}
	return body, nil
}
