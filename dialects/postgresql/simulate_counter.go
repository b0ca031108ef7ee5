//go:build cgo

package postgresql

import (
	"math"
	"strings"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// A sequence that the path makes gives 1, 2, 3 ..., one value for each row that leaves its column out. A statement that fails
// would use values up too, but ends the script. What may call a sequence otherwise makes its next value unknown.

// callsSequence finds the calls in the body of a function that is not followed call by call.
var callsSequence = lazyregexp.New(`(?i)nextval|setval|restart`)

// startCounting begins with the first value of a sequence that was made just now.
func (s *simulation) startCounting(q *schema.Sequence) { s.count(q, q.Start) }

// count records what a sequence gives next, where that is sure. A sequence that counts down has bounds of another kind.
func (s *simulation) count(q *schema.Sequence, next int64) {
	if s.unsure || q.Increment <= 0 || q.Cached {
		s.cat.ForgetNextValue(q.Name)
		return
	}
	s.cat.SetNextValue(q.Name, next)
}

// restarted takes the RESTART, CACHE and INCREMENT of an ALTER of a sequence.
func (s *simulation) restarted(q *schema.Sequence, options []*pg.Node) {
	restart := option(options, "restart")
	switch {
	case restart == nil && option(options, "increment") == nil && !q.Cached:
	case restart == nil || s.depth > 0:
		s.cat.ForgetNextValue(q.Name)
	case restart.Arg == nil:
		s.count(q, q.Start)
	default:
		if at := restart.Arg.GetInteger(); at != nil {
			s.count(q, int64(at.Ival))
		} else {
			s.cat.ForgetNextValue(q.Name)
		}
	}
}

// restartOwned takes TRUNCATE ... RESTART IDENTITY.
func (s *simulation) restartOwned(t *schema.Table, n *pg.TruncateStmt) {
	if !n.RestartSeqs {
		return
	}
	if len(s.children(t.Name)) > 0 || n.Behavior == pg.DropBehavior_DROP_CASCADE || s.depth > 0 {
		s.cat.ForgetNextValues()
		return
	}
	for _, col := range t.Columns {
		if q, known := s.cat.Sequence(col.Sequence.Schema, col.Sequence.Name); q != nil && known.Yes() && q.Owner == t.Name {
			s.count(q, q.Start)
		}
	}
}

// draw is the next value of a sequence, which it gives away.
func (s *simulation) draw(n schema.Name) (int64, bool) {
	q, known := s.cat.Sequence(n.Schema, n.Name)
	if q == nil || !known.Yes() {
		s.cat.ForgetNextValues() // it may be known by another name
		return 0, false
	}
	v, ok := s.cat.NextValue(q)
	most := map[string]int64{"smallint": math.MaxInt16, "integer": math.MaxInt32}[q.Type.Name.Name]
	if q.Max > 0 {
		most = q.Max
	}
	if !ok || most > 0 && v > most-q.Increment {
		s.cat.ForgetNextValue(q.Name)
		return 0, false
	}
	s.cat.SetNextValue(q.Name, v+q.Increment)
	return v, true
}

// sequenceOf is the sequence that a column takes its values from where a statement leaves it out; false if it takes none, or
// makes something of them.
func (s *simulation) sequenceOf(col *schema.Column) (schema.Name, bool) {
	if col.Identity != schema.NoIdentity {
		return col.Sequence, true
	}
	if col.Default == nil || len(col.Default.Needs().Sequences) != 1 {
		return schema.Name{}, false
	}
	// One call, and nothing around it.
	call := strings.TrimPrefix(col.Default.SQL, schema.SystemSchema+".")
	plain := strings.HasPrefix(call, "nextval(") && strings.HasSuffix(call, ")") && strings.Count(call, "(") == 1
	return col.Default.Needs().Sequences[0], plain
}

// unfollowedDefault takes the calls of a default that is more than one of nextval().
func (s *simulation) unfollowedDefault(col *schema.Column) {
	if col.Default == nil {
		return
	}
	for _, n := range col.Default.Needs().Sequences {
		s.cat.ForgetNextValue(n)
	}
	for _, f := range col.Default.Needs().Functions {
		own := s.cat.Routines(f.Schema, f.Name)
		if f.Name == "nextval" && len(col.Default.Needs().Sequences) == 0 || len(own) > 0 && own[0].Extension == "" {
			s.cat.ForgetNextValues()
		}
	}
}

// sequenceCall takes a call of nextval() or setval() in a statement: what its sequence gives next is not followed.
func (s *simulation) sequenceCall(f *pg.FuncCall) {
	switch written(f.Funcname).Name {
	case "nextval", "setval":
		if n, ok := s.calledSequence(f); ok {
			s.cat.ForgetNextValue(n)
		} else {
			s.cat.ForgetNextValues()
		}
	}
}

// calledSequence is the sequence that a call names: in a literal, or by the column that it belongs to.
func (s *simulation) calledSequence(f *pg.FuncCall) (schema.Name, bool) {
	if len(f.Args) == 0 {
		return schema.Name{}, false
	}
	if n, ok := s.sequenceNamed(f.Args[0]); ok {
		return n, true
	}
	of := f.Args[0].GetFuncCall()
	if of == nil || written(of.Funcname).Name != "pg_get_serial_sequence" || len(of.Args) != 2 || of.Args[0].GetAConst().GetSval() == nil {
		return schema.Name{}, false
	}
	at := nameInText(of.Args[0].GetAConst().GetSval().Sval)
	t, known := s.cat.Table(at.Schema, at.Name)
	if t == nil || !known.Yes() || t.Doubt != nil {
		return schema.Name{}, false
	}
	col := t.Column(of.Args[1].GetAConst().GetSval().GetSval()) // not folded: the server does not do so either
	if col == nil || col.Sequence.IsZero() {
		return schema.Name{}, false
	}
	return col.Sequence, true
}

// setSequence follows SELECT setval('sequence', value), which is how a path that has written keys itself goes on behind them.
func (s *simulation) setSequence(sel *pg.SelectStmt) {
	if s.unsure || s.depth > 0 || len(sel.TargetList) != 1 || sel.Larg != nil {
		return
	}
	call := sel.TargetList[0].GetResTarget().GetVal().GetFuncCall()
	if call == nil || written(call.Funcname).Name != "setval" || len(call.Args) < 2 {
		return
	}
	n, ok := s.calledSequence(call)
	q, known := s.cat.Sequence(n.Schema, n.Name)
	if !ok || q == nil || !known.Yes() {
		return
	}
	values := pg.Clone(sel)
	values.TargetList = nil
	for _, arg := range call.Args[1:] {
		values.TargetList = append(values.TargetList, &pg.Node{Node: &pg.Node_ResTarget{ResTarget: &pg.ResTarget{Val: arg}}})
	}
	rel, err := (&query{cat: s.cat, users: &userData{}}).run(values, nil)
	if err != nil || rel.sure() != nil || len(rel.rows) != 1 {
		return
	}
	given := rel.rows[0].values
	last, ok := given[0].(int64)
	called := true
	if len(given) > 1 {
		var said bool
		called, said = given[1].(bool)
		ok = ok && said
	}
	switch {
	case !ok:
	case called:
		s.count(q, last+q.Increment)
	default:
		s.count(q, last)
	}
}
