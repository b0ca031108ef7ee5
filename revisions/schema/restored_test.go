package schema

import (
	"reflect"
	"testing"

	"github.com/sqlplan/sqlplan/revisions/source"
)

// TestColumnDescribed: no field that the description of a column shows is left out where columns are compared without one.
func TestColumnDescribed(t *testing.T) {
	describe := func(c Column) things {
		all, table := things{}, &Table{Columns: []*Column{&c}}
		describeTable(New(), table, all.exact(table))
		return all
	}
	shown := 0
	for i := range reflect.TypeFor[Column]().NumField() {
		a := Column{Name: "c"}
		b := a
		if !reflect.TypeFor[Column]().Field(i).IsExported() {
			continue
		}
		field := reflect.ValueOf(&b).Elem().Field(i)
		switch value := field.Addr().Interface().(type) {
		case *string:
			*value = "other"
		case *bool:
			*value = true
		case *int:
			*value = 1
		case **Expr:
			*value = &Expr{SQL: "other"}
		case *Type:
			value.Name = Name{SystemSchema, "other"}
		case *Identity:
			*value = 1
		case *Name:
			value.Name = "other"
		case *source.Span:
			value.Start = 1
		case *[]any:
			*value = []any{1}
		default:
			t.Fatalf("a value for the field %s", reflect.TypeFor[Column]().Field(i).Name)
		}
		x, y := describe(a), describe(b)
		for key, thing := range y { // where it was made is told, not compared
			thing.made = source.Span{}
			y[key] = thing
		}
		if reflect.DeepEqual(x, y) {
			continue
		}
		shown++
		if a.Name == b.Name && a.described(&b) {
			t.Errorf("the description shows %s, and described does not compare it", reflect.TypeFor[Column]().Field(i).Name)
		}
	}
	if shown < 10 {
		t.Errorf("only %d fields are shown", shown)
	}
}
