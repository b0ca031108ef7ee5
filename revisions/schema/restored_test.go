package schema

import (
	"reflect"
	"slices"
	"testing"

	"github.com/sqlplan/sqlplan/revisions/source"
)

// TestDescribed: no field that the description of a table or of a part of it shows is left out where two are compared without one.
func TestDescribed(t *testing.T) {
	describe := func(table *Table) *things {
		all := &things{}
		describeTable(New(), table, all.exact(table))
		for i := range all.list { // where it was made is told, not compared
			all.list[i].made = source.Span{}
		}
		return all
	}
	testDescribed(t, 10, Column{Name: "c"}, func(k *Column) string { return k.Name }, (*Column).described, func(k *Column) *things {
		return describe(&Table{Columns: []*Column{k}})
	})
	testDescribed(t, 12, Constraint{Name: "c", Kind: ForeignKey}, func(k *Constraint) string { return k.Name }, (*Constraint).described, func(k *Constraint) *things {
		return describe(&Table{Constraints: []Constraint{*k}})
	})
	testDescribed(t, 8, Index{Name: "c"}, func(x *Index) string { return x.Name }, (*Index).described, func(x *Index) *things {
		return describe(&Table{Indexes: []Index{*x}})
	})
	parts := []string{"Columns", "Constraints", "Indexes", "Triggers", "Policies"}
	testDescribed(t, 8, Table{Kind: Partitioned}, func(x *Table) string { return x.Name.Name + x.Name.Schema + x.Kind.String() }, (*Table).describedWhole, describe, parts...)
}

// testDescribed changes one field after the other, but for some.
func testDescribed[T any](t *testing.T, atLeast int, a T, name func(*T) string, same func(a, b *T) bool, describe func(*T) *things, but ...string) {
	t.Helper()
	shown := 0
	var change func(b *T, at reflect.Value, field reflect.StructField)
	change = func(b *T, at reflect.Value, field reflect.StructField) {
		if field.Anonymous {
			for i := range at.NumField() {
				change(b, at.Field(i), at.Type().Field(i))
			}
			return
		}
		if !field.IsExported() || slices.Contains(but, field.Name) {
			return
		}
		old := reflect.New(at.Type()).Elem()
		old.Set(at)
		at.Set(other(t, at.Type(), field.Name))
		if !reflect.DeepEqual(describe(&a), describe(b)) {
			shown++
			if name(&a) == name(b) && same(&a, b) {
				t.Errorf("the description of a %T shows %s, which is not compared", a, field.Name)
			}
		}
		at.Set(old)
	}
	b := a
	value := reflect.ValueOf(&b).Elem()
	for i := range value.NumField() {
		change(&b, value.Field(i), value.Type().Field(i))
	}
	if shown < atLeast {
		t.Errorf("only %d fields of a %T are shown", shown, a)
	}
}

// other is a value of a type that is not zero.
func other(t *testing.T, typ reflect.Type, field string) reflect.Value {
	v := reflect.New(typ).Elem()
	switch typ.Kind() {
	case reflect.String:
		v.SetString("other")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int8, reflect.Int32:
		v.SetInt(2)
	case reflect.Pointer:
		v.Set(reflect.New(typ.Elem()))
		v.Elem().Set(other(t, typ.Elem(), field))
	case reflect.Slice:
		v.Set(reflect.Append(v, other(t, typ.Elem(), field)))
	case reflect.Map:
		v.Set(reflect.MakeMap(typ))
		v.SetMapIndex(other(t, typ.Key(), field), other(t, typ.Elem(), field))
	case reflect.Interface:
		v.Set(reflect.ValueOf(1))
	case reflect.Struct:
		for i := range typ.NumField() {
			if typ.Field(i).IsExported() && typ.Field(i).Type.Kind() != reflect.Pointer {
				v.Field(i).Set(other(t, typ.Field(i).Type, field))
			}
		}
	default:
		t.Fatalf("a value for the field %s", field)
	}
	return v
}
