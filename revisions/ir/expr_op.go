package ir

// Operator is an operator of an expression by what it means; its text is a dialect's.
type Operator string

// The operators.
const (
	OpEq            Operator = "eq"
	OpNe            Operator = "ne"
	OpLt            Operator = "lt"
	OpLe            Operator = "le"
	OpGt            Operator = "gt"
	OpGe            Operator = "ge"
	OpIs            Operator = "is"
	OpIsNot         Operator = "is not"
	OpDistinctFrom  Operator = "is distinct from"
	OpNotDistinct   Operator = "is not distinct from"
	OpIn            Operator = "in"
	OpNotIn         Operator = "not in"
	OpLike          Operator = "like"
	OpNotLike       Operator = "not like"
	OpILike         Operator = "ilike"
	OpNotILike      Operator = "not ilike"
	OpContains      Operator = "contains"
	OpNotContains   Operator = "not contains"
	OpStartsWith    Operator = "startswith"
	OpNotStartsWith Operator = "not startswith"
	OpEndsWith      Operator = "endswith"
	OpNotEndsWith   Operator = "not endswith"
	OpIContains     Operator = "icontains"
	OpNotIContains  Operator = "not icontains"
	OpIStartsWith   Operator = "istartswith"
	OpNotIStarts    Operator = "not istartswith"
	OpIEndsWith     Operator = "iendswith"
	OpNotIEndsWith  Operator = "not iendswith"
	OpBetween       Operator = "between"
	OpNotBetween    Operator = "not between"
	OpMatch         Operator = "match"
	OpNotMatch      Operator = "not match"
	OpRegexp        Operator = "regexp"
	OpNotRegexp     Operator = "not regexp"
	OpRegexpReplace Operator = "regexp replace"

	OpAdd      Operator = "add"
	OpSub      Operator = "sub"
	OpMul      Operator = "mul"
	OpDiv      Operator = "div"
	OpFloorDiv Operator = "floordiv"
	OpMod      Operator = "mod"
	OpConcat   Operator = "concat"
	OpBitAnd   Operator = "bitwise and"
	OpBitOr    Operator = "bitwise or"
	OpBitXor   Operator = "bitwise xor"
	OpShiftL   Operator = "bitwise lshift"
	OpShiftR   Operator = "bitwise rshift"
	OpBitNot   Operator = "bitwise not"
	OpNeg      Operator = "neg"

	OpAnd    Operator = "and"
	OpOr     Operator = "or"
	OpNot    Operator = "not"
	OpComma  Operator = "comma"
	OpSpace  Operator = ""
	OpCustom Operator = "custom"
	OpAs     Operator = "as"

	OpCollate    Operator = "collate"
	OpGetItem    Operator = "getitem"
	OpJSONItem   Operator = "json getitem"
	OpJSONPath   Operator = "json path getitem"
	OpDistinct   Operator = "distinct"
	OpExists     Operator = "exists"
	OpAny        Operator = "any"
	OpAll        Operator = "all"
	OpAsc        Operator = "asc"
	OpDesc       Operator = "desc"
	OpNullsFirst Operator = "nulls first"
	OpNullsLast  Operator = "nulls last"
)

// CustomOp is an operator that is written as it stands: expr.op("&&").
type CustomOp struct {
	Text       string
	Precedence int
	// Comparison: it yields a condition.
	Comparison bool
	// Natural: (a op b) op c needs no parentheses.
	Natural bool
	// Eager: it is put into parentheses wherever it stands in another operator.
	Eager bool
}
