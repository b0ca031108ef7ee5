package python

import "github.com/sqlplan/sqlplan/revisions/source"

// File is a parsed file. It is not changed after parsing and may be shared.
type File struct {
	Source *source.File // decoded; spans of the tree point into it
	Body   []Stmt
	Doc    string
	// path is where a file that was imported lies in the project, which may not be
	// the path that messages show.
	path string
	// scope holds the names that module code binds; it is of use to the evaluator only.
	scope *scopeInfo
}

// Expr is an expression.
type Expr interface {
	// Place returns where it stands.
	Place() source.Span
	expr()
}

// Stmt is a statement.
type Stmt interface {
	// Place returns where it stands.
	Place() source.Span
	stmt()
}

// Pos is where a node stands.
type Pos struct{ source.Span }

// Place returns where the node stands.
func (p Pos) Place() source.Span { return p.Span }

type exprNode struct{ Pos }

func (exprNode) expr() {}

type stmtNode struct{ Pos }

func (stmtNode) stmt() {}

// Expressions.
type (
	// Const is a literal: a number, a text, bytes, None, True, False, "...".
	Const struct {
		exprNode
		Value Value
	}
	// FString is an f-string, or a concatenation that holds one.
	FString struct {
		exprNode
		Parts []FPart
	}
	// Name is a variable.
	Name struct {
		exprNode
		ID string
	}
	// Attribute is X.Name.
	Attribute struct {
		exprNode
		X    Expr
		Name string
		At   source.Span // of the name
	}
	// Subscript is X[Index].
	Subscript struct {
		exprNode
		X, Index Expr
	}
	// SliceExpr is a:b:c in a subscript; parts that are left out are nil.
	SliceExpr struct {
		exprNode
		Lo, Hi, Step Expr
	}
	// CallExpr is Func(Args...).
	CallExpr struct {
		exprNode
		Func Expr
		Args []Arg
	}
	// UnaryExpr is "-", "+", "~" or "not".
	UnaryExpr struct {
		exprNode
		Op string
		X  Expr
	}
	// BinaryExpr is an arithmetic or bitwise operator.
	BinaryExpr struct {
		exprNode
		Op   string
		X, Y Expr
	}
	// BoolExpr is "and" or "or".
	BoolExpr struct {
		exprNode
		Op   string
		X, Y Expr
	}
	// CompareExpr is X op1 Y1 op2 Y2 ...; operators include "in", "not in", "is", "is not".
	CompareExpr struct {
		exprNode
		X   Expr
		Ops []string
		Ys  []Expr
	}
	// CondExpr is Then if Cond else Else.
	CondExpr struct {
		exprNode
		Cond, Then, Else Expr
	}
	// TupleExpr is (a, b).
	TupleExpr struct {
		exprNode
		Elems []Expr
	}
	// ListExpr is [a, b].
	ListExpr struct {
		exprNode
		Elems []Expr
	}
	// SetExpr is {a, b}.
	SetExpr struct {
		exprNode
		Elems []Expr
	}
	// DictExpr is {k: v}; a nil key means **v.
	DictExpr struct {
		exprNode
		Keys, Values []Expr
	}
	// Star is *X in a call, a target or a display.
	Star struct {
		exprNode
		X Expr
	}
	// Lambda is an anonymous function.
	Lambda struct {
		exprNode
		Fn *FuncDef
	}
	// Comprehension is [x for ...], {x for ...}, {k: v for ...} or (x for ...).
	Comprehension struct {
		exprNode
		Kind       byte // '[', '{', ':', '('
		Key, Value Expr // Value is for dicts only
		Clauses    []Clause
		scope      *scopeInfo
	}
	// Walrus is (name := X).
	Walrus struct {
		exprNode
		Target *Name
		X      Expr
	}
	// Yield is yield X; X may be nil.
	Yield struct {
		exprNode
		X    Expr
		From bool
	}
	// Await is await X.
	Await struct {
		exprNode
		X Expr
	}
)

// FPart is a part of an f-string: Text, or if Expr is not nil a replacement field.
type FPart struct {
	Text    string
	Expr    Expr
	Conv    byte    // 'r', 's', 'a' or 0
	Spec    []FPart // nil: none
	Literal string  // the text in front of a field that ends with "="
}

// Arg is an argument: positional, name=X, *X or **X.
type Arg struct {
	Name  string
	Stars int
	X     Expr
}

// Clause is a "for target in iter" (async or not) with the conditions behind it.
type Clause struct {
	Target Expr
	Iter   Expr
	Ifs    []Expr
}

// FuncDef is a function statement, or the inside of a lambda.
type FuncDef struct {
	Name       string
	QualName   string // with the classes and functions around it
	NameSpan   source.Span
	Params     []Param
	Body       []Stmt
	Result     Expr // of a lambda
	Doc        string
	Async      bool
	Generator  bool
	Decorators []Expr
	scope      *scopeInfo
}

// Param is a parameter.
type Param struct {
	Name       string
	Kind       int // positionalOnly ... starKwargs
	Default    Expr
	Annotation Expr // nil: none; not evaluated
	Span       source.Span
}

// Statements.
type (
	// ExprStmt is an expression that stands alone.
	ExprStmt struct {
		stmtNode
		X Expr
	}
	// Assign is T1 = T2 = Value.
	Assign struct {
		stmtNode
		Targets []Expr
		Value   Expr
	}
	// AnnAssign is Target: Annotation = Value; Value may be nil.
	AnnAssign struct {
		stmtNode
		Target, Annotation, Value Expr
	}
	// AugAssign is Target op= Value.
	AugAssign struct {
		stmtNode
		Target Expr
		Op     string
		Value  Expr
	}
	// If is if, elif and else.
	If struct {
		stmtNode
		Branches []Branch
		Else     []Stmt
	}
	// While is a loop.
	While struct {
		stmtNode
		Cond       Expr
		Body, Else []Stmt
	}
	// For is a loop over an iterable.
	For struct {
		stmtNode
		Target, Iter Expr
		Body, Else   []Stmt
	}
	// With is with a as x, b as y.
	With struct {
		stmtNode
		Items []WithItem
		Body  []Stmt
	}
	// Try is try, except, else and finally.
	Try struct {
		stmtNode
		Body, Else, Finally []Stmt
		Handlers            []Handler
	}
	// Raise is raise X from Cause.
	Raise struct {
		stmtNode
		X, Cause Expr
	}
	// Assert is assert Cond, Message.
	Assert struct {
		stmtNode
		Cond, Message Expr
	}
	// Delete is del.
	Delete struct {
		stmtNode
		Targets []Expr
	}
	// Return leaves a function.
	Return struct {
		stmtNode
		X Expr
	}
	// Simple is pass, break or continue.
	Simple struct {
		stmtNode
		Word string
	}
	// Declare is global or nonlocal; it is resolved when the file is parsed.
	Declare struct {
		stmtNode
		Word  string
		Names []string
	}
	// Import is import a.b as c.
	Import struct {
		stmtNode
		Names []ImportName
	}
	// ImportFrom is from Module import Names; a star is one name "*".
	ImportFrom struct {
		stmtNode
		Level  int
		Module string
		Names  []ImportName
	}
	// Def is a function statement.
	Def struct {
		stmtNode
		Fn *FuncDef
	}
	// ClassDef is a class statement.
	ClassDef struct {
		stmtNode
		Name       string
		NameSpan   source.Span
		Args       []Arg
		Body       []Stmt
		Doc        string
		Decorators []Expr
		scope      *scopeInfo
	}
	// Match is match Subject: case ...
	Match struct {
		stmtNode
		Subject Expr
		Cases   []Case
	}
	// TypeAlias is type X = Y.
	TypeAlias struct {
		stmtNode
		Target *Name
		X      Expr
	}
)

// Branch is one if or elif.
type Branch struct {
	Cond Expr
	Body []Stmt
}

// WithItem is one context manager of a with statement.
type WithItem struct{ X, Target Expr }

// Handler is one except clause; Class is nil for a bare except.
type Handler struct {
	Class Expr
	Name  string
	Body  []Stmt
}

// ImportName is one imported name; As is "" if it keeps its name.
type ImportName struct {
	Name, As string
	Span     source.Span
}

// Case is one case of a match statement.
type Case struct {
	Pattern Pattern
	Guard   Expr
	Body    []Stmt
}

// Pattern is a pattern of a match statement.
type Pattern interface{ pattern() }

type (
	patValue   struct{ X Expr } // a literal or a dotted name, compared with ==
	patSame    struct{ X Expr } // None, True, False: compared with is
	patCapture struct{ Name string }
	patOr      struct{ Alts []Pattern }
	patAs      struct {
		P    Pattern
		Name string
	}
	patStar     struct{ Name string } // "" for *_
	patSequence struct{ Elems []Pattern }
	patMapping  struct {
		Keys []Expr
		Vals []Pattern
		Rest string
		Has  bool // **rest stands there
	}
	patClass struct {
		Cls   Expr
		Pos   []Pattern
		Names []string
		Named []Pattern
	}
)

func (*patValue) pattern()    {}
func (*patSame) pattern()     {}
func (*patCapture) pattern()  {}
func (*patOr) pattern()       {}
func (*patAs) pattern()       {}
func (*patStar) pattern()     {}
func (*patSequence) pattern() {}
func (*patMapping) pattern()  {}
func (*patClass) pattern()    {}

// scopeInfo is what is known of the names of a function, class, comprehension or module.
type scopeInfo struct {
	locals        map[string]bool // bound here
	globals       map[string]bool // declared global
	nonlocal      map[string]bool
	class         bool
	module        bool
	comprehension bool
	generator     bool // there is a yield in it
}
