package ir

// Two operators that exist only as the surroundings of an expression.
const (
	opNone   Operator = "none"
	opAsBool Operator = "as bool"
	opFilter Operator = "filter"
)

// precedence is how strongly the operators bind; those of lower precedence are
// put into parentheses inside others.
var precedence = map[Operator]int{
	OpAny: 15, OpAll: 15, OpGetItem: 15, OpJSONItem: 15, OpJSONPath: 15,
	OpMul: 8, OpDiv: 8, OpFloorDiv: 8, OpMod: 8, OpNeg: 8, OpBitNot: 8,
	OpAdd: 7, OpSub: 7, OpBitXor: 7, OpBitOr: 7, OpBitAnd: 7, OpShiftL: 7, OpShiftR: 7,
	opFilter: 6,
	OpConcat: 5, OpMatch: 5, OpNotMatch: 5, OpRegexp: 5, OpNotRegexp: 5, OpRegexpReplace: 5,
	OpILike: 5, OpNotILike: 5, OpLike: 5, OpNotLike: 5, OpIn: 5, OpNotIn: 5, OpIs: 5, OpIsNot: 5,
	OpEq: 5, OpNe: 5, OpDistinctFrom: 5, OpNotDistinct: 5, OpGt: 5, OpLt: 5, OpGe: 5, OpLe: 5,
	OpBetween: 5, OpNotBetween: 5, OpDistinct: 5, OpNot: 5,
	OpCollate: 4, OpAnd: 3, OpDesc: 3, OpAsc: 3, OpOr: 2, OpExists: 0, OpComma: -1, OpAs: -1, opAsBool: -10,
}

// The precedence of an operator that the table does not have, inside another and
// around another.
const (
	lowestPrecedence  = -100
	highestPrecedence = 100
)

// natural are the operators for which (a op b) op c needs no parentheses.
var natural = map[Operator]bool{
	OpAnd: true, OpOr: true, OpAdd: true, OpMul: true, OpConcat: true,
	OpGetItem: true, OpJSONItem: true, OpJSONPath: true,
}

// Associative tells whether a op b op c is written as one list.
func Associative(op Operator) bool {
	return natural[op] && op != OpGetItem && op != OpJSONItem && op != OpJSONPath
}

// comparisons are the operators that yield a condition.
var comparisons = map[Operator]bool{
	OpEq: true, OpNe: true, OpGt: true, OpLt: true, OpGe: true, OpLe: true,
	OpIs: true, OpIsNot: true, OpDistinctFrom: true, OpNotDistinct: true, OpIn: true, OpNotIn: true,
	OpLike: true, OpNotLike: true, OpILike: true, OpNotILike: true, OpContains: true, OpNotContains: true,
	OpStartsWith: true, OpNotStartsWith: true, OpEndsWith: true, OpNotEndsWith: true,
	OpIContains: true, OpNotIContains: true, OpIStartsWith: true, OpNotIStarts: true, OpIEndsWith: true, OpNotIEndsWith: true,
	OpBetween: true, OpNotBetween: true, OpMatch: true, OpNotMatch: true, OpRegexp: true, OpNotRegexp: true,
	OpAny: true, OpAll: true,
}

// Comparison tells whether an operator yields a condition.
func Comparison(op Operator, custom *CustomOp) bool {
	return comparisons[op] || custom != nil && custom.Comparison
}

// precedes tells whether an operator needs parentheses inside another one.
func precedes(op Operator, custom *CustomOp, against Operator, around *CustomOp) bool {
	same := op == against && (op != OpCustom || custom == around)
	if same && (natural[op] || custom != nil && custom.Natural) {
		return false
	}
	if against == opNone {
		return true
	}
	return bindingOf(op, custom, lowestPrecedence) <= bindingOf(against, around, highestPrecedence)
}

func bindingOf(op Operator, custom *CustomOp, unknown int) int {
	if custom != nil {
		return custom.Precedence
	}
	if p, ok := precedence[op]; ok {
		return p
	}
	return unknown
}

// Enclose puts an expression into parentheses if it needs them inside an operator.
func Enclose(e Expr, against Operator, around *CustomOp) Expr {
	switch x := e.(type) {
	case *Grouping, *Truth, *Tuple, *Slice, *LabelRef, *NameRef, *Ordered:
		return e
	case *Text:
		return parenthesesIf(against == OpIn, e)
	case *ExprList:
		if len(x.Items) == 0 && (x.Op == OpAnd || x.Op == OpOr) {
			return e
		}
		return encloseOperator(e, x.Op, nil, x.Plain, against, around)
	case *Binary:
		return encloseOperator(e, x.Op, x.Custom, false, against, around)
	case *Unary:
		return parenthesesIf(!x.Postfix && precedes(x.Op, x.Custom, against, around), e)
	case *Filter:
		return parenthesesIf(precedes(opFilter, nil, against, around), e)
	case *Label:
		if inner := Enclose(x.Expr, against, around); inner != x.Expr {
			return &Label{Name: x.Name, Anon: x.Anon, Expr: inner, Of: x.Of}
		}
		return e
	case *TypeCoerce:
		if inner := Enclose(x.Expr, against, around); inner != x.Expr {
			return &TypeCoerce{Expr: inner, To: x.To}
		}
		return e
	case *Array:
		return parenthesesIf(against == OpAny || against == OpAll || against == OpGetItem, e)
	}
	return encloseOther(e, against)
}

// encloseOther is for what is no operator: columns, functions, values.
func encloseOther(e Expr, against Operator) Expr {
	switch against {
	case OpAnd, OpOr, opAsBool:
		if IsBoolean(e.Type()) {
			return &Truth{Expr: e}
		}
	case OpAny, OpAll:
		return &Grouping{Expr: e}
	}
	return e
}

func encloseOperator(e Expr, op Operator, custom *CustomOp, plain bool, against Operator, around *CustomOp) Expr {
	boolean := Comparison(op, custom) || op == OpAnd || op == OpOr
	return parenthesesIf(!plain && precedes(op, custom, against, around) || against == OpNot && !boolean, e)
}

func parenthesesIf(needed bool, e Expr) Expr {
	if needed {
		return &Grouping{Expr: e}
	}
	return e
}

// EncloseAlone puts every operator into parentheses, as in SET a=(b + 1).
func EncloseAlone(e Expr) Expr { return Enclose(e, opNone, nil) }

// IsBoolean tells whether a type is that of conditions.
func IsBoolean(t *Type) bool {
	return t != nil && (t.Class == "Boolean" || t.Class == "BOOLEAN" || t.Class == "MatchType")
}

// Conjunction makes the conditions of WHERE or and_() (OpAnd), or of or_() (OpOr)
// ready to be joined: true and false fold, and each gets its parentheses.
func Conjunction(op Operator, clauses []Expr) []Expr {
	skip, stop := True, False
	if op == OpOr {
		skip, stop = False, True
	}
	var kept []Expr
	var skipped Expr
	for _, e := range clauses {
		if k, ok := e.(*Constant); ok && k.Value == skip {
			skipped = e
			continue
		} else if ok && k.Value == stop {
			kept = []Expr{e}
			break
		}
		kept = append(kept, e)
	}
	if len(kept) == 0 && skipped != nil {
		kept = []Expr{skipped}
	}
	against := opAsBool
	if len(kept) > 1 {
		against = op
	}
	for i, e := range kept {
		kept[i] = Enclose(e, against, nil)
	}
	return kept
}
