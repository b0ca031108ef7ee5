package sqltype

import (
	"math/big"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/python/stdlib"
)

// CodeValue is a Python value that has no form in SQL.
const CodeValue = "SP487"

// ValueOf returns a Python constant as plain data.
func ValueOf(t *python.Thread, v python.Value) (ir.Value, error) {
	if v == nil || v == python.None {
		return nil, nil
	}
	if v == JSONNull {
		return ir.JSONNull{}, nil
	}
	switch x := v.(type) {
	case *python.Opaque:
		return nil, t.Unresolved(x, "a value in SQL")
	case stdlib.Datetime:
		return ir.DateTime{Text: x.ISO(" ")}, nil
	case stdlib.Date:
		return ir.Date{Text: x.String()}, nil
	case stdlib.TimeOfDay:
		return ir.TimeOfDay{Text: x.String()}, nil
	case stdlib.Timedelta:
		days, seconds, micros := x.Parts()
		return ir.Interval{Days: days, Seconds: seconds, Microseconds: micros}, nil
	case *Range:
		return x.value(t)
	}
	if value, ok, err := plainValue(t, python.Plain(v)); ok || err != nil {
		return value, err
	}
	return namedValue(t, v)
}

func plainValue(t *python.Thread, v python.Value) (ir.Value, bool, error) {
	switch x := v.(type) {
	case python.Bool:
		return bool(x), true, nil
	case python.Int:
		return new(big.Int).Set(x.Big()), true, nil
	case python.Float:
		return float64(x), true, nil
	case python.Str:
		return string(x), true, nil
	case python.Bytes:
		return []byte(x), true, nil
	case python.Tuple:
		list, err := listOf(t, x)
		return list, true, err
	case *python.List:
		list, err := listOf(t, x.Elems)
		return list, true, err
	case *python.Dict:
		object, err := objectOf(t, x)
		return object, true, err
	}
	return nil, false, nil
}

func listOf(t *python.Thread, elems []python.Value) (ir.List, error) {
	list := make(ir.List, len(elems))
	for i, e := range elems {
		v, err := ValueOf(t, e)
		if err != nil {
			return nil, err
		}
		list[i] = v
	}
	return list, nil
}

// objectOf turns the keys of a dict into texts, as Python's json does.
func objectOf(t *python.Thread, d *python.Dict) (ir.Object, error) {
	object := make(ir.Object, 0, d.Len())
	for _, item := range d.Items() {
		key, err := keyOf(t, item.Key)
		if err != nil {
			return nil, err
		}
		v, err := ValueOf(t, item.Value)
		if err != nil {
			return nil, err
		}
		object = append(object, ir.Entry{Key: key, Value: v})
	}
	return object, nil
}

func keyOf(t *python.Thread, key python.Value) (string, error) {
	switch k := python.Plain(key).(type) {
	case python.Str:
		return string(k), nil
	case python.Bool:
		if k {
			return "true", nil
		}
		return "false", nil
	case python.Int, python.Float:
		return t.Str(k)
	}
	if key == python.None {
		return "null", nil
	}
	return "", t.Raise(python.TypeError, "keys must be str, int, float, bool or None, not %s", key.Class().Name)
}

// namedValue knows the values of the standard library by their class.
func namedValue(t *python.Thread, v python.Value) (ir.Value, error) {
	cls := v.Class()
	switch cls.Module + "." + cls.Name {
	case "uuid.UUID":
		text, err := t.Str(v)
		return ir.UUID(text), err
	case "decimal.Decimal":
		text, err := t.Str(v)
		return ir.Decimal(text), err
	case "builtins.set", "builtins.frozenset", "collections.deque", "builtins.range", "builtins.bytearray", "builtins.memoryview":
		elems, err := t.Collect(v)
		if err != nil {
			return nil, err
		}
		return listOf(t, elems)
	}
	if members, err := t.OptAttr(cls, "__members__"); err != nil {
		return nil, err
	} else if members != nil {
		return memberOf(t, v)
	}
	if strings.HasPrefix(cls.Module, "pathlib") || strings.HasPrefix(cls.Module, "ipaddress") {
		text, err := t.Str(v)
		return text, err
	}
	return nil, &host.Unsupported{
		Code:    CodeValue,
		Message: "a value of the class " + cls.Name + " has no form in SQL",
		Help:    "turn it into a text, a number or a date first",
	}
}

func memberOf(t *python.Thread, v python.Value) (ir.Value, error) {
	name, err := t.Attr(v, "name")
	if err != nil {
		return nil, err
	}
	text, _ := python.AsStr(name)
	inner, err := t.Attr(v, "value")
	if err != nil {
		return nil, err
	}
	member := ir.EnumMember{Class: v.Class().Name, Name: text}
	// A member may hold anything; what has no form in SQL is missed only if it is needed.
	if value, ok, _ := plainValue(t, python.Plain(inner)); ok {
		member.Value = value
	}
	return member, nil
}
