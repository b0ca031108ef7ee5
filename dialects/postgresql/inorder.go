//go:build cgo

package postgresql

import (
	"reflect"
	"sync"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// inOrder calls visit for a message and all below it, in the order of the fields,
// which is the same each time. What is below a message for which visit returns false is left out.
func inOrder(m protoreflect.Message, visit func(proto.Message) bool) {
	if m.IsValid() {
		visitBelow(reflect.ValueOf(m.Interface()), visit)
	}
}

// visitBelow goes through the structs that the messages are: through protoreflect the same takes many times as long,
// and every statement is walked several times.
func visitBelow(pointer reflect.Value, visit func(proto.Message) bool) {
	if !visit(pointer.Interface().(proto.Message)) {
		return
	}
	v := pointer.Elem()
	for _, f := range messageFields(v.Type()) {
		field := v.Field(f.index)
		switch {
		case f.list:
			for i := range field.Len() {
				visitBelow(field.Index(i), visit)
			}
		case field.IsNil():
		case f.oneof:
			if inner := field.Elem().Elem().Field(0); inner.Kind() == reflect.Pointer && !inner.IsNil() {
				visitBelow(inner, visit)
			}
		default:
			visitBelow(field, visit)
		}
	}
}

// messageField is a field of a message that holds other messages.
type messageField struct {
	index int
	list  bool
	// oneof: an interface that holds a struct whose only field is the message.
	oneof bool
}

// fieldsOf remembers the fields of each type of message.
var fieldsOf sync.Map // reflect.Type: []messageField

func messageFields(t reflect.Type) []messageField {
	if known, ok := fieldsOf.Load(t); ok {
		return known.([]messageField)
	}
	isMessage := func(t reflect.Type) bool {
		return t.Kind() == reflect.Pointer && t.Implements(reflect.TypeFor[proto.Message]())
	}
	var list []messageField
	for i := range t.NumField() {
		f := t.Field(i)
		switch {
		case !f.IsExported():
		case isMessage(f.Type):
			list = append(list, messageField{index: i})
		case f.Type.Kind() == reflect.Slice && isMessage(f.Type.Elem()):
			list = append(list, messageField{index: i, list: true})
		case f.Type.Kind() == reflect.Interface:
			list = append(list, messageField{index: i, oneof: true})
		}
	}
	fieldsOf.Store(t, list)
	return list
}
