package stdlib_test

import (
	"math/big"
	"testing"

	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/python/stdlib"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// oddArguments are what no function expects; each must answer with an error, never with a panic.
func oddArguments() []python.Value {
	huge := python.BigInt(new(big.Int).Lsh(big.NewInt(1), 200))
	return []python.Value{
		python.None, python.True, python.NewInt(-1), python.NewInt(0), python.NewInt(1 << 62), huge, python.Float(-1.5), python.Str(""), python.Str("a%{}(\\"),
		python.Bytes("\xff"), python.Tuple{}, python.Tuple{python.Str("x"), python.None}, python.NewList(python.NewList()), python.NewDict(), python.StrClass,
		python.NewOpaque("app.x", "nobody knows", source.Span{}), stdlib.UTC, stdlib.Date{Year: 9999, Month: 12, Day: 31}, stdlib.Timedelta{Micros: 1 << 62},
		stdlib.Decimal{Coef: big.NewInt(7), Exp: -3}, stdlib.UUID{}, &python.Slice{Start: python.None, Stop: python.None, Step: python.None},
	}
}

// TestOddArguments calls every function, class and method of every module with
// every argument, and every pair of some.
func TestOddArguments(t *testing.T) {
	odd := oddArguments()
	for _, name := range stdlib.Names() {
		t.Run(name, func(t *testing.T) {
			m, _ := stdlib.Module(name)
			for _, attr := range m.Names() {
				v, _ := m.Get(attr)
				attack(t, name+"."+attr, v, odd, 0)
			}
		})
	}
	for _, v := range odd {
		attackMethods(t, "odd", v, odd, 0)
	}
}

func thread() *python.Thread {
	return python.New(python.Options{Modules: stdlib.Module, FS: project, Limits: python.Limits{Steps: 200_000, Bytes: 4 << 20}}).Thread()
}

func attack(t *testing.T, name string, fn python.Value, odd []python.Value, depth int) {
	t.Helper()
	call := func(args ...python.Value) {
		defer func() {
			if r := recover(); r != nil {
				t.Errorf("%s%v panics: %v", name, args, r)
			}
		}()
		th := thread()
		got, err := th.Call(fn, args...)
		if err != nil || got == nil {
			return
		}
		_, _ = th.Str(got) // only that it does not panic
		_, _ = th.Repr(got)
		if it, ok := got.(*python.IteratorValue); ok {
			for range 3 {
				if _, more, err := it.Next(th); !more || err != nil {
					break
				}
			}
		}
		if depth == 0 && len(args) < 2 {
			attackMethods(t, name+"()", got, odd, depth+1)
		}
	}
	call()
	for i, a := range odd {
		call(a)
		call(a, odd[(i+7)%len(odd)])
		call(odd[(i+7)%len(odd)], a)
		call(a, odd[(i+3)%len(odd)], odd[(i+5)%len(odd)])
	}
}

func attackMethods(t *testing.T, name string, v python.Value, odd []python.Value, depth int) {
	t.Helper()
	switch v.(type) {
	case *python.Opaque, *python.Builtin, *python.Function:
		return
	}
	for _, c := range v.Class().MRO() {
		for _, attr := range c.Attrs.Names() {
			m, err := thread().Attr(v, attr)
			if err == nil {
				attack(t, name+"."+attr, m, odd, depth+1)
			}
		}
	}
	th := thread()
	for _, op := range []string{"+", "-", "*", "/", "//", "%", "**", "|", "&", "<", "==", "in"} {
		for _, o := range odd {
			func() {
				defer func() {
					if r := recover(); r != nil {
						t.Errorf("%s %s %v panics: %v", name, op, o, r)
					}
				}()
				if op == "<" || op == "==" || op == "in" {
					_, _ = th.Compare(op, v, o)
					_, _ = th.Compare(op, o, v)
					return
				}
				_, _ = th.Binary(op, v, o)
				_, _ = th.Binary(op, o, v)
			}()
		}
	}
}
