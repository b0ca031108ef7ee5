package sqlfile

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"text/template"

	"github.com/Masterminds/sprig/v3"

	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
)

// printableName is the function that every printed value goes through. A template
// has no reason to call it.
const printableName = "_sqlplan_printable"

// unfit lists functions of sprig v3.3.0 that HermeticTxtFuncMap leaves in although
// their result is not the same on every machine at every time, or that can say
// nothing useful in SQL and draw on the machine. Dates go as a whole: they parse
// and print in the zone of the machine (https://masterminds.github.io/sprig/date.html).
var unfit = []string{
	"ago", "duration", "durationRound", "must_date_modify", "mustDateModify", "mustToDate", "toDate", "unixEpoch",
	"randInt", "shuffle", // random
	"bcrypt", "htpasswd", "encryptAES", // a random salt or start value
	"genPrivateKey", "genCA", "genCAWithKey", "genSelfSignedCert", "genSelfSignedCertWithKey",
	"genSignedCert", "genSignedCertWithKey", "buildCustomCert", // random keys and the clock
	"derivePassword", "decryptAES", // secrets do not belong in a script
	"osBase", "osClean", "osDir", "osExt", "osIsAbs", // the separator depends on the system
	"semver", // a pointer, whose address printf can show; semverCompare stays
	"hello",
}

// maxLength bounds what one call of a function that multiplies may return, in
// elements or bytes.
const maxLength = 1_000_000

var errLength = fmt.Errorf("the result is longer than %d", maxLength)

// functions returns what a template may call: the same input gives the same
// result, whatever the machine, the environment and the time.
func functions() template.FuncMap {
	m := sprig.HermeticTxtFuncMap()
	for _, name := range unfit {
		delete(m, name)
	}
	until := m["until"].(func(int) []int)
	untilStep := m["untilStep"].(func(int, int, int) []int)
	seq := m["seq"].(func(...int) string)
	for name, f := range (template.FuncMap{
		printableName: printable,
		"index":       index,
		"printf":      printf,
		"keys":        keys,
		"values":      values,
		"repeat": func(count int, text string) (string, error) {
			return bounded(count*max(1, len(text)), count >= 0 && count <= maxLength, func() string { return strings.Repeat(text, count) })
		},
		"indent": func(spaces int, text string) (string, error) { return indent("", spaces, text) },
		"nindent": func(spaces int, text string) (string, error) {
			return indent("\n", spaces, text)
		},
		"until": func(count int) ([]int, error) {
			return bounded(abs(count), moderate(count), func() []int { return until(count) })
		},
		"untilStep": func(start, stop, step int) ([]int, error) {
			return bounded(untilLength(start, stop, step), moderate(start, stop, step), func() []int { return untilStep(start, stop, step) })
		},
		"seq": func(params ...int) (string, error) {
			return bounded(seqLength(params), moderate(params...), func() string { return seq(params...) })
		},
	}) {
		m[name] = f
	}
	return m
}

// printable returns the text that the template prints for a value. A missing value
// is an error here, where text/template would print "<no value>".
func printable(value any) (string, error) {
	v := reflect.ValueOf(value)
	for v.Kind() == reflect.Pointer && !v.IsNil() {
		if _, ok := v.Interface().(fmt.Stringer); ok {
			break
		}
		v = v.Elem()
	}
	switch v.Kind() {
	case reflect.Invalid:
		return "", errors.New("the value is missing")
	case reflect.Func, reflect.Chan, reflect.Pointer:
		if _, ok := v.Interface().(fmt.Stringer); !ok {
			return "", fmt.Errorf("a value of type %s cannot be printed", v.Type())
		}
	}
	text := fmt.Sprint(v.Interface())
	if strings.IndexByte(text, markByte) >= 0 {
		return "", errors.New("the value holds a NUL character")
	}
	return text, nil
}

// index is text/template's own, but for a key that a map does not have: an error
// like any other use of an undefined variable.
func index(item any, keys ...any) (any, error) {
	v := reflect.ValueOf(item)
	for _, key := range keys {
		for v.Kind() == reflect.Interface || v.Kind() == reflect.Pointer {
			v = v.Elem()
		}
		k := reflect.ValueOf(key)
		switch v.Kind() {
		case reflect.Map:
			if !k.IsValid() || !k.Type().AssignableTo(v.Type().Key()) {
				return nil, fmt.Errorf("a key of type %T does not fit %s", key, v.Type())
			}
			e := v.MapIndex(k)
			if !e.IsValid() {
				return nil, fmt.Errorf("map has no entry for key %q", fmt.Sprint(key))
			}
			v = e
		case reflect.Slice, reflect.Array, reflect.String:
			if !k.CanInt() || k.Int() < 0 || k.Int() >= int64(v.Len()) {
				return nil, fmt.Errorf("index %v is out of range, the length is %d", key, v.Len())
			}
			v = v.Index(int(k.Int()))
		default:
			return nil, fmt.Errorf("cannot index a value of type %T", item)
		}
	}
	if !v.IsValid() {
		return nil, errors.New("index of nothing")
	}
	return v.Interface(), nil
}

var addressVerb = lazyregexp.New(`%[-+# 0-9.*\[\]]*p`)

// printf is text/template's own without the verb that prints a memory address.
func printf(format string, args ...any) (string, error) {
	if addressVerb.MatchString(strings.ReplaceAll(format, "%%", "")) {
		return "", errors.New("the verb %p prints an address, which is different each time")
	}
	return fmt.Sprintf(format, args...), nil
}

// keys and values are sprig's in the order of the keys; sprig's own is random.
func keys(dicts ...map[string]any) []string {
	list := []string{}
	for _, d := range dicts {
		start := len(list)
		for k := range d {
			list = append(list, k)
		}
		slices.Sort(list[start:])
	}
	return list
}

func values(d map[string]any) []any {
	list := []any{}
	for _, k := range keys(d) {
		list = append(list, d[k])
	}
	return list
}

func indent(lead string, spaces int, text string) (string, error) {
	lines := 1 + strings.Count(text, "\n")
	return bounded(len(text)+lines*max(0, spaces), spaces >= 0 && spaces <= maxLength, func() string {
		pad := strings.Repeat(" ", spaces)
		return lead + pad + strings.ReplaceAll(text, "\n", "\n"+pad)
	})
}

// bounded returns what f returns unless its length would be over the bound, or
// the arguments are not valid.
func bounded[T any](length int, valid bool, f func() T) (T, error) {
	var none T
	if !valid {
		return none, errors.New("the count is out of range")
	}
	if length < 0 || length > maxLength {
		return none, errLength
	}
	return f(), nil
}

// untilLength returns how many elements untilStep gives at most.
func untilLength(start, stop, step int) int { return abs(stop-start) / max(1, abs(step)) }

// seqLength returns how many numbers seq gives at most: its parameters are
// the end; the start and the end; or the start, the step and the end.
func seqLength(params []int) int {
	switch len(params) {
	case 1:
		return untilLength(1, params[0], 1)
	case 2:
		return untilLength(params[0], params[1], 1)
	case 3:
		return untilLength(params[0], params[2], params[1])
	}
	return 0
}

// moderate tells whether no sum of two of the numbers can overflow.
func moderate(numbers ...int) bool {
	return !slices.ContainsFunc(numbers, func(n int) bool { return n > 1<<30 || n < -1<<30 })
}

func abs(n int) int { return max(n, -n) }
