package python

import (
	"reflect"
	"strings"
	"unicode/utf8"
)

func runeCount(s string) int { return utf8.RuneCountInString(s) }

// comparable2 tells whether a value can be compared with Go's == without a panic.
func comparable2(v Value) bool { return reflect.TypeOf(v).Comparable() }

// Repr is repr(v).
func (t *Thread) Repr(v Value) (string, error) {
	s, err := t.repr(v, 0)
	if err != nil {
		return "", err
	}
	return s, t.Alloc(int64(len(s)))
}

// reprDepth is how deep nested containers are written; deeper ones are cut, which ends cycles too.
const reprDepth = 60

func (t *Thread) repr(v Value, depth int) (string, error) {
	if err := t.Step(1); err != nil {
		return "", err
	}
	switch x := v.(type) {
	case *Opaque:
		return "", t.Unresolved(x, "a text")
	case *Instance:
		return t.instanceRepr(x, depth)
	case HasRepr:
		s, err := x.Repr(t)
		return s, t.located(err)
	case *List, Tuple, *Dict, *Set, *dictView:
		if depth > reprDepth {
			return "...", nil
		}
		return t.reprContainer(v, depth)
	case *Class:
		if ops, ok := classOps[ClassRepr](x); ok {
			return ops.ReprClass(t, x)
		}
		return "<class '" + x.qualified() + "'>", nil
	case *Function:
		return "<function " + x.Def.Name + " at " + t.address(x) + ">", nil
	case *Builtin:
		return "<built-in function " + x.Name + ">", nil
	case *Module:
		return "<module '" + x.Name + "'>", nil
	case *BoundMethod:
		return "<bound method>", nil
	case HasStr:
		s, err := x.Str(t)
		return s, t.located(err)
	}
	if s := simpleRepr(v); s != "" {
		return s, nil
	}
	return "<" + v.Class().qualified() + " object at " + t.address(v) + ">", nil
}

func (t *Thread) instanceRepr(x *Instance, depth int) (string, error) {
	if fn, ok := x.Cls.Lookup("__repr__"); ok {
		if err := t.enter(); err != nil {
			return "", err
		}
		s, err := t.textFrom(fn, x, "__repr__")
		t.depth--
		return s, err
	}
	if x.Cls.IsSubclass(BaseException) {
		args, err := t.reprAll(excArgs(x), depth+1)
		return x.Cls.Name + "(" + args + ")", err
	}
	if h, ok := x.Native.(HasRepr); ok {
		return h.Repr(t)
	}
	if p, ok := x.Native.(Value); ok {
		return t.repr(p, depth+1)
	}
	return "<" + x.Cls.qualified() + " object at " + t.address(x) + ">", nil
}

func (t *Thread) reprAll(vs []Value, depth int) (string, error) {
	var b strings.Builder
	for i, v := range vs {
		if i > 0 {
			b.WriteString(", ")
		}
		s, err := t.repr(v, depth)
		if err != nil {
			return "", err
		}
		b.WriteString(s)
		if err := t.Alloc(int64(len(s))); err != nil {
			return "", err
		}
	}
	return b.String(), nil
}

func (t *Thread) reprContainer(v Value, depth int) (string, error) {
	switch x := v.(type) {
	case *List:
		s, err := t.reprAll(x.Elems, depth+1)
		return "[" + s + "]", err
	case Tuple:
		s, err := t.reprAll(x, depth+1)
		if len(x) == 1 {
			s += ","
		}
		return "(" + s + ")", err
	case *Set:
		s, err := t.reprAll(x.Elems(), depth+1)
		switch {
		case x.Frozen && x.Len() == 0:
			return "frozenset()", err
		case x.Frozen:
			return "frozenset({" + s + "})", err
		case x.Len() == 0:
			return "set()", err
		}
		return "{" + s + "}", err
	case *dictView:
		vs, err := t.Collect(x)
		if err != nil {
			return "", err
		}
		s, err := t.reprAll(vs, depth+1)
		return x.kind.Name + "([" + s + "])", err
	case *Dict:
		return t.reprDict(x, depth)
	}
	return "", nil
}

func (t *Thread) reprDict(d *Dict, depth int) (string, error) {
	var b strings.Builder
	b.WriteByte('{')
	for i, it := range d.Items() {
		if i > 0 {
			b.WriteString(", ")
		}
		k, err := t.repr(it.Key, depth+1)
		if err != nil {
			return "", err
		}
		v, err := t.repr(it.Value, depth+1)
		if err != nil {
			return "", err
		}
		b.WriteString(k + ": " + v)
	}
	b.WriteByte('}')
	return b.String(), nil
}

// simpleRepr is repr of values that need no thread; "" for all others. It serves
// messages, so what is nested deep in a value is left out.
func simpleRepr(v Value) string { return plainRepr(v, 0) }

const (
	plainDepth = 3
	plainElems = 1000
)

func plainRepr(v Value, depth int) string {
	switch x := v.(type) {
	case Str:
		return strRepr(string(x))
	case Bytes:
		return bytesRepr(string(x))
	case Float:
		return floatRepr(float64(x))
	case Int:
		return x.String()
	case Bool:
		if x {
			return "True"
		}
		return "False"
	case noneType:
		return "None"
	case notImplementedType:
		return "NotImplemented"
	case ellipsisType:
		return "Ellipsis"
	case Tuple:
		if len(x) == 1 {
			return "(" + plainReprs(x, depth) + ",)"
		}
		return "(" + plainReprs(x, depth) + ")"
	case *List:
		return "[" + plainReprs(x.Elems, depth) + "]"
	case *Range:
		s := "range(" + NewInt(x.Start).String() + ", " + NewInt(x.Stop).String()
		if x.Step != 1 {
			s += ", " + NewInt(x.Step).String()
		}
		return s + ")"
	case *Slice:
		return "slice(" + plainReprs([]Value{x.Start, x.Stop, x.Step}, depth) + ")"
	case *Class:
		return "<class '" + x.qualified() + "'>"
	case *Opaque:
		if x.text != "" {
			return x.text
		}
		return "<unknown " + x.Path + ">"
	case *Instance:
		if x.Cls.IsSubclass(BaseException) {
			return x.Cls.Name + "(" + plainReprs(excArgs(x), depth) + ")"
		}
		if p, ok := x.Native.(Value); ok {
			return plainRepr(p, depth+1)
		}
	case *Generic:
		return typeName(x.Origin, depth) + "[" + strings.Join(typeNames(x.Args, depth), ", ") + "]"
	case *Union:
		return strings.Join(typeNames(x.Args, depth), " | ")
	}
	return ""
}

func plainReprs(vs []Value, depth int) string {
	if depth > plainDepth || len(vs) > plainElems {
		return "..."
	}
	parts := make([]string, len(vs))
	for i, v := range vs {
		parts[i] = plainRepr(v, depth+1)
	}
	return strings.Join(parts, ", ")
}

func typeNames(vs []Value, depth int) []string {
	if depth > plainDepth || len(vs) > plainElems {
		return []string{"..."}
	}
	names := make([]string, len(vs))
	for i, v := range vs {
		names[i] = typeName(v, depth+1)
	}
	return names
}

func typeName(v Value, depth int) string {
	if c, ok := v.(*Class); ok {
		return c.qualified()
	}
	return plainRepr(v, depth)
}

func simpleStr(v Value) string {
	if s, ok := v.(Str); ok {
		return string(s)
	}
	if i, ok := v.(*Instance); ok && i.Cls.IsSubclass(BaseException) {
		inner := excArgs(i)
		if len(inner) == 1 {
			if s, ok := inner[0].(Str); ok {
				return string(s)
			}
		}
		return plainReprs(inner, 0)
	}
	if s := simpleRepr(v); s != "" {
		return s
	}
	return "<" + v.Class().qualified() + " object>"
}
