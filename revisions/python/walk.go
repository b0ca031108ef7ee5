package python

// Walk visits all statements and expressions of a body in the order of the
// text, the outer ones first. Both functions may be nil. Annotations of
// parameters and the patterns of match statements are left out.
func Walk(body []Stmt, stmt func(Stmt), expr func(Expr)) {
	w := walker{stmt, expr}
	w.body(body)
}

// WalkExpr visits an expression and all inside it.
func WalkExpr(x Expr, expr func(Expr)) {
	w := walker{nil, expr}
	w.expr(x)
}

type walker struct {
	onStmt func(Stmt)
	onExpr func(Expr)
}

func (w *walker) body(body []Stmt) {
	for _, s := range body {
		if w.onStmt != nil {
			w.onStmt(s)
		}
		w.one(s)
	}
}

func (w *walker) exprs(xs ...Expr) {
	for _, x := range xs {
		w.expr(x)
	}
}

func (w *walker) one(s Stmt) {
	switch s := s.(type) {
	case *ExprStmt:
		w.expr(s.X)
	case *Assign:
		w.exprs(s.Targets...)
		w.expr(s.Value)
	case *AnnAssign:
		w.exprs(s.Target, s.Annotation, s.Value)
	case *AugAssign:
		w.exprs(s.Target, s.Value)
	case *If:
		for _, b := range s.Branches {
			w.expr(b.Cond)
			w.body(b.Body)
		}
		w.body(s.Else)
	case *While:
		w.expr(s.Cond)
		w.body(s.Body)
		w.body(s.Else)
	case *For:
		w.exprs(s.Target, s.Iter)
		w.body(s.Body)
		w.body(s.Else)
	case *With:
		for _, it := range s.Items {
			w.exprs(it.X, it.Target)
		}
		w.body(s.Body)
	case *Try:
		w.body(s.Body)
		for _, h := range s.Handlers {
			w.expr(h.Class)
			w.body(h.Body)
		}
		w.body(s.Else)
		w.body(s.Finally)
	case *Raise:
		w.exprs(s.X, s.Cause)
	case *Assert:
		w.exprs(s.Cond, s.Message)
	case *Delete:
		w.exprs(s.Targets...)
	case *Return:
		w.expr(s.X)
	case *Def:
		w.function(s.Fn)
	case *ClassDef:
		w.exprs(s.Decorators...)
		w.args(s.Args)
		w.body(s.Body)
	case *Match:
		w.expr(s.Subject)
		for _, c := range s.Cases {
			w.expr(c.Guard)
			w.body(c.Body)
		}
	}
}

func (w *walker) function(f *FuncDef) {
	w.exprs(f.Decorators...)
	for _, p := range f.Params {
		w.expr(p.Default)
	}
	w.expr(f.Result)
	w.body(f.Body)
}

func (w *walker) args(args []Arg) {
	for _, a := range args {
		w.expr(a.X)
	}
}

func (w *walker) parts(parts []FPart) {
	for _, p := range parts {
		w.expr(p.Expr)
		w.parts(p.Spec)
	}
}

func (w *walker) expr(x Expr) {
	if x == nil {
		return
	}
	if w.onExpr != nil {
		w.onExpr(x)
	}
	switch x := x.(type) {
	case *FString:
		w.parts(x.Parts)
	case *Attribute:
		w.expr(x.X)
	case *Subscript:
		w.exprs(x.X, x.Index)
	case *SliceExpr:
		w.exprs(x.Lo, x.Hi, x.Step)
	case *CallExpr:
		w.expr(x.Func)
		w.args(x.Args)
	case *UnaryExpr:
		w.expr(x.X)
	case *BinaryExpr:
		w.binary(x)
	case *BoolExpr:
		w.exprs(x.X, x.Y)
	case *CompareExpr:
		w.expr(x.X)
		w.exprs(x.Ys...)
	case *CondExpr:
		w.exprs(x.Then, x.Cond, x.Else)
	case *TupleExpr:
		w.exprs(x.Elems...)
	case *ListExpr:
		w.exprs(x.Elems...)
	case *SetExpr:
		w.exprs(x.Elems...)
	case *DictExpr:
		for i, k := range x.Keys {
			w.exprs(k, x.Values[i])
		}
	case *Star:
		w.expr(x.X)
	case *Lambda:
		w.function(x.Fn)
	case *Comprehension:
		w.exprs(x.Key, x.Value)
		for _, c := range x.Clauses {
			w.exprs(c.Target, c.Iter)
			w.exprs(c.Ifs...)
		}
	case *Walrus:
		w.exprs(x.Target, x.X)
	case *Yield:
		w.expr(x.X)
	case *Await:
		w.expr(x.X)
	}
}

// binary walks down the left side in a loop, since it may be thousands long.
func (w *walker) binary(x *BinaryExpr) {
	var spine []*BinaryExpr
	var left Expr = x
	for {
		b, ok := left.(*BinaryExpr)
		if !ok {
			break
		}
		if len(spine) > 0 && w.onExpr != nil {
			w.onExpr(b)
		}
		spine = append(spine, b)
		left = b.X
	}
	w.expr(left)
	for i := len(spine) - 1; i >= 0; i-- {
		w.expr(spine[i].Y)
	}
}
