//go:build cgo

package postgresql

import (
	"slices"
	"strconv"
	"strings"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// expr reads an expression; nil for none.
func (s *simulation) expr(node *pg.Node) *schema.Expr {
	if node == nil {
		return nil
	}
	e := &schema.Expr{SQL: deparse(node)}
	e.Printed = e.SQL
	pg.Walk(node, func(m pg.Message) bool {
		switch n := m.(type) {
		case *pg.ColumnRef:
			if fields := texts(n.Fields); len(fields) > 0 {
				if name := fields[len(fields)-1]; !slices.Contains(e.Columns, name) {
					e.Columns = append(e.Columns, name)
				}
			}
		case *pg.FuncCall:
			s.calledIn(e, n)
		case *pg.TypeCast:
			// regclass'...' and its like name objects in text.
			if t := s.typeOf(n.TypeName); !t.IsZero() && !slices.Contains(e.Needs().Types, t) {
				e.Need().Types = append(e.Needs().Types, t)
			}
		}
		return true
	})
	return e
}

// calledIn adds what a function call of an expression needs.
func (s *simulation) calledIn(e *schema.Expr, f *pg.FuncCall) {
	n := written(f.Funcname)
	if n.Schema == "" {
		if r := s.cat.Routines("", n.Name); len(r) > 0 {
			n.Schema = r[0].Name.Schema
		}
	}
	e.Need().Functions = append(e.Needs().Functions, n)
	switch n.Name {
	case "nextval", "currval", "setval":
		if len(f.Args) > 0 {
			if seq, ok := s.sequenceNamed(f.Args[0]); ok {
				e.Need().Sequences = append(e.Needs().Sequences, seq)
			}
		}
	}
}

// plainNull tells whether an expression is NULL, with casts that are no more than a name or without.
func (s *simulation) plainNull(node *pg.Node) bool {
	for node.GetTypeCast() != nil {
		if to := s.typeOf(node.GetTypeCast().TypeName); to.Mod != "" || s.below(to) != to {
			return false
		}
		node = node.GetTypeCast().Arg
	}
	return node.GetAConst() != nil && node.GetAConst().Isnull
}

// namedSequences refuses a nextval of what is not there: the server looks its name up at once.
func (s *simulation) namedSequences(node *pg.Node) {
	if node == nil {
		return
	}
	pg.Walk(node, func(m pg.Message) bool {
		f, ok := m.(*pg.FuncCall)
		if !ok || written(f.Funcname).Name != "nextval" || len(f.Args) != 1 || f.Args[0].GetAConst().GetSval() == nil {
			return true
		}
		n := nameInText(f.Args[0].GetAConst().GetSval().Sval)
		if s.relationState(n) == schema.No && s.cat.PathDoubt() == nil {
			s.missing("sequence", n.String())
		}
		return true
	})
}

// sequenceNamed reads the argument of nextval: a literal, with or without a cast
// to regclass. With a cast to text there is no dependency.
func (s *simulation) sequenceNamed(arg *pg.Node) (schema.Name, bool) {
	if c := arg.GetTypeCast(); c != nil {
		if n := written(c.TypeName.GetNames()); n.Name != "regclass" {
			return schema.Name{}, false
		}
		arg = c.Arg
	}
	literal := arg.GetAConst().GetSval()
	if literal == nil {
		return schema.Name{}, false
	}
	n := nameInText(literal.Sval)
	if seq, _ := s.cat.Sequence(n.Schema, n.Name); seq != nil {
		return seq.Name, true
	}
	return n, false
}

// nameInText reads a name as regclass does: parts by dots, quotes removed,
// letters outside of them lowered.
func nameInText(text string) schema.Name {
	var parts []string
	var b strings.Builder
	quoted := false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '"' && quoted && i+1 < len(text) && text[i+1] == '"':
			b.WriteByte('"')
			i++
		case c == '"':
			quoted = !quoted
		case c == '.' && !quoted:
			parts = append(parts, b.String())
			b.Reset()
		case quoted:
			b.WriteByte(c)
		default:
			b.WriteString(strings.ToLower(string(c)))
		}
	}
	parts = append(parts, b.String())
	n := schema.Name{Name: parts[len(parts)-1]}
	if len(parts) > 1 {
		n.Schema = parts[len(parts)-2]
	}
	return n
}

// ownExpr is expr for an expression about one row of its table, such as a CHECK: the server keeps its columns without the name of
// the table that somebody has written in front of them.
func (s *simulation) ownExpr(node *pg.Node) *schema.Expr {
	if node == nil {
		return nil
	}
	pg.Walk(node, func(m pg.Message) bool {
		if ref, ok := m.(*pg.ColumnRef); ok && len(texts(ref.Fields)) == len(ref.Fields) && len(ref.Fields) > 1 {
			ref.Fields = ref.Fields[len(ref.Fields)-1:]
		}
		return true
	})
	return s.expr(node)
}

// defaultExpr reads the default of a column of the type, and foretells how the
// server prints it. DEFAULT NULL is no default, but where a cast to the type would
// be more than a name: of a domain, whose own default it hides, and of a length.
func (s *simulation) defaultExpr(node *pg.Node, t schema.Type) *schema.Expr {
	if s.plainNull(node) {
		of := s.below(t)
		if of == t && t.Mod == "" {
			return nil
		}
		of.Mod = ""
		return &schema.Expr{SQL: "NULL", Printed: "NULL::" + s.cat.FormatType(of)}
	}
	s.enumConstant(node, t)
	e := s.expr(node)
	s.namedSequences(node)
	if e != nil {
		if printed := s.printed(node, t); printed != "" {
			e.Printed = printed
		}
	}
	return e
}

// enumConstant refuses a literal that the enum of a column does not have.
func (s *simulation) enumConstant(node *pg.Node, t schema.Type) {
	text := node.GetAConst().GetSval()
	if text == nil || t.Array || t.IsZero() {
		return
	}
	u, known := s.cat.Type(t.Name.Schema, t.Name.Name)
	if known.Yes() && u.Kind == schema.Enum && !slices.Contains(u.Values, text.Sval) {
		s.conflict(schema.Missing, "value "+text.Sval, "enum %s has no value %q", u.Name, text.Sval)
	}
}

// printed is how pg_get_expr shows an expression of the type; "" where that is
// not known.
func (s *simulation) printed(node *pg.Node, t schema.Type) string {
	switch n := node.GetNode().(type) {
	case *pg.Node_AConst:
		return s.printedConst(n.AConst, t)
	case *pg.Node_TypeCast:
		return s.printedCast(n.TypeCast)
	case *pg.Node_FuncCall:
		return s.printedCall(n.FuncCall)
	case *pg.Node_SqlvalueFunction:
		return strings.ToUpper(deparse(node))
	}
	return ""
}

func (s *simulation) printedConst(c *pg.A_Const, t schema.Type) string {
	switch v := c.Val.(type) {
	case *pg.A_Const_Ival:
		return number(strconv.Itoa(int(v.Ival.Ival)), "integer")
	case *pg.A_Const_Fval:
		if _, err := strconv.ParseInt(v.Fval.Fval, 10, 64); err == nil {
			return "'" + v.Fval.Fval + "'::bigint"
		}
		return number(v.Fval.Fval, "numeric")
	case *pg.A_Const_Boolval:
		return strconv.FormatBool(v.Boolval.Boolval)
	case *pg.A_Const_Sval:
		return s.printedString(v.Sval.Sval, t)
	}
	if c.Val == nil && !c.Isnull {
		return "0"
	}
	return ""
}

// number writes a number: a negative one is quoted, with its type.
func number(text, typ string) string {
	if strings.HasPrefix(text, "-") {
		return "'" + text + "'::" + typ
	}
	return text
}

// booleans are the texts that boolean takes.
var booleans = map[string]string{
	"t": "true", "true": "true", "y": "true", "yes": "true", "on": "true", "1": "true",
	"f": "false", "false": "false", "n": "false", "no": "false", "off": "false", "0": "false",
}

func (s *simulation) printedString(text string, t schema.Type) string {
	if t.IsZero() {
		return ""
	}
	t = s.below(t)
	mod := t
	mod.Mod = ""
	if mod.Name.Schema == schema.SystemSchema && !mod.Array {
		switch mod.Name.Name {
		case "boolean":
			if b, ok := booleans[strings.ToLower(strings.TrimSpace(text))]; ok {
				return b
			}
		case "integer":
			if n, err := strconv.Atoi(strings.TrimSpace(text)); err == nil {
				return number(strconv.Itoa(n), "integer")
			}
		case "double precision", "real":
			if f, ok := printedFloat(strings.TrimSpace(text), mod.Name.Name == "real"); ok {
				text = f
			}
		case "numeric":
			if strings.ContainsAny(text, ".eE") && text[0] != '-' {
				return text
			}
		case "character":
			mod.Name.Name = "bpchar"
		}
	}
	return quoteLiteral(text) + "::" + s.cat.FormatType(mod)
}

// floatWords are what is no number, as the server prints it.
var floatWords = map[string]string{"nan": "NaN", "inf": "Infinity", "+inf": "Infinity", "-inf": "-Infinity",
	"infinity": "Infinity", "+infinity": "Infinity", "-infinity": "-Infinity"}

// printedFloat is how the server prints a floating-point number that somebody wrote: the shortest digits that give it again, with an exponent below
// 1e-04 and from 1e+15 on, of real from 1e+06 on. False if the text is no number.
func printedFloat(text string, single bool) (string, bool) {
	if word := floatWords[strings.ToLower(text)]; word != "" {
		return word, true
	}
	bits, most := 64, 15
	if single {
		bits, most = 32, 6
	}
	f, err := strconv.ParseFloat(text, bits)
	if err != nil || strings.Trim(text, "0123456789+-.eE") != "" {
		return "", false
	}
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(f, 'e', -1, bits), "e")
	if n, _ := strconv.Atoi(exponent); n < -4 || n >= most {
		return mantissa + "e" + exponent, true
	}
	return strconv.FormatFloat(f, 'f', -1, bits), true
}

func quoteLiteral(text string) string {
	quoted := "'" + strings.ReplaceAll(text, "'", "''") + "'"
	if strings.Contains(text, `\`) {
		return "E" + strings.ReplaceAll(quoted, `\`, `\\`)
	}
	return quoted
}

func (s *simulation) printedCast(c *pg.TypeCast) string {
	t := s.typeOf(c.TypeName)
	if text := c.Arg.GetAConst().GetSval(); text != nil && !t.IsZero() {
		if t.Mod != "" {
			return quoteLiteral(text.Sval) + "::" + s.cat.FormatType(t)
		}
		return s.printedString(text.Sval, t)
	}
	if a := c.Arg.GetAArrayExpr(); a != nil && len(a.Elements) == 0 {
		return "ARRAY[]::" + s.cat.FormatType(t)
	}
	return ""
}

func (s *simulation) printedCall(f *pg.FuncCall) string {
	n := written(f.Funcname)
	if f.AggStar || f.Over != nil || f.Funcformat == pg.CoercionForm_COERCE_SQL_SYNTAX {
		return ""
	}
	if n.Name == "nextval" && len(f.Args) == 1 {
		seq, ok := s.sequenceNamed(f.Args[0])
		if !ok {
			return ""
		}
		return "nextval(" + quoteLiteral(s.cat.Reference(seq)) + "::regclass)"
	}
	var args []string
	for _, a := range f.Args {
		printed := s.printed(a, system("text"))
		if printed == "" {
			return ""
		}
		args = append(args, printed)
	}
	if n.Schema == schema.SystemSchema {
		n.Schema = ""
	}
	name := schema.Quote(n.Name)
	if n.Schema != "" {
		name = s.cat.Reference(n)
	}
	return name + "(" + strings.Join(args, ", ") + ")"
}
