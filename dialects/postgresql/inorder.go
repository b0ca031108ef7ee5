//go:build cgo

package postgresql

import (
	"reflect"
	"sync"

	pg "github.com/pganalyze/pg_query_go/v5"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// inOrder calls visit for a message and all below it, in the order of the fields,
// which is the same each time. What is below a message for which visit returns false is left out.
func inOrder(m protoreflect.Message, visit func(proto.Message) bool) {
	if m.IsValid() {
		visitMessage(m.Interface(), visit)
	}
}

// visitMessage knows the messages that most of a tree is made of, and their fields in their order.
func visitMessage(m proto.Message, visit func(proto.Message) bool) {
	if !visit(m) {
		return
	}
	switch n := m.(type) {
	case *pg.Node:
		visitNode(n, visit)
	case *pg.String, *pg.Integer, *pg.Float, *pg.Boolean, *pg.A_Star:
	case *pg.ColumnRef:
		visitNodes(n.Fields, visit)
	case *pg.List:
		visitNodes(n.Items, visit)
	case *pg.BoolExpr:
		visitNodes([]*pg.Node{n.Xpr}, visit)
		visitNodes(n.Args, visit)
	case *pg.NullTest:
		visitNodes([]*pg.Node{n.Xpr, n.Arg}, visit)
	case *pg.A_Expr:
		visitNodes(n.Name, visit)
		visitNodes([]*pg.Node{n.Lexpr, n.Rexpr}, visit)
	case *pg.TypeName:
		visitNodes(n.Names, visit)
		visitNodes(n.Typmods, visit)
		visitNodes(n.ArrayBounds, visit)
	case *pg.A_Const:
		visitConstant(n, visit)
	default:
		visitBelow(reflect.ValueOf(m), visit)
	}
}

func visitNodes(list []*pg.Node, visit func(proto.Message) bool) {
	for _, n := range list {
		if n != nil && visit(n) {
			visitNode(n, visit)
		}
	}
}

// visitNode goes on with what a node holds.
func visitNode(n *pg.Node, visit func(proto.Message) bool) {
	switch x := n.Node.(type) {
	case *pg.Node_String_:
		visitMessage(x.String_, visit)
	case *pg.Node_ColumnRef:
		visitMessage(x.ColumnRef, visit)
	case *pg.Node_AConst:
		visitMessage(x.AConst, visit)
	case *pg.Node_AExpr:
		visitMessage(x.AExpr, visit)
	case *pg.Node_List:
		visitMessage(x.List, visit)
	case *pg.Node_BoolExpr:
		visitMessage(x.BoolExpr, visit)
	case *pg.Node_NullTest:
		visitMessage(x.NullTest, visit)
	default:
		visitBelow(reflect.ValueOf(n), visit)
	}
}

func visitConstant(c *pg.A_Const, visit func(proto.Message) bool) {
	switch v := c.Val.(type) {
	case nil:
	case *pg.A_Const_Sval:
		visitMessage(v.Sval, visit)
	default:
		visitBelow(reflect.ValueOf(c), visit)
	}
}

// visitBelow goes through the fields of the struct that a message is: through protoreflect the same takes many times as long,
// and every statement is walked several times.
func visitBelow(pointer reflect.Value, visit func(proto.Message) bool) {
	visitField := func(v reflect.Value) { visitMessage(v.Interface().(proto.Message), visit) }
	v := pointer.Elem()
	for _, f := range messageFields(v.Type()) {
		field := v.Field(f.index)
		switch {
		case f.list:
			for i := range field.Len() {
				visitField(field.Index(i))
			}
		case field.IsNil():
		case f.oneof:
			if inner := field.Elem().Elem().Field(0); inner.Kind() == reflect.Pointer && !inner.IsNil() {
				visitField(inner)
			}
		default:
			visitField(field)
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
