//go:build cgo

package postgresql

import (
	"strconv"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

func itoa(n int) string { return strconv.Itoa(n) }

func (s *simulation) createSequence(n *pg.CreateSeqStmt) {
	name := s.target(n.Sequence)
	if !s.toMake(schema.Unmade{What: schema.MakesSequence, Name: name}, func() bool { return s.fresh(name, n.IfNotExists) }) {
		return
	}
	seq := &schema.Sequence{Type: system("bigint"), Increment: 1, Start: 1}
	s.cat.AddSequence(name, seq)
	s.sequenceOptions(seq, n.Options)
	s.startCounting(seq)
}

func (s *simulation) alterSequence(n *pg.AlterSeqStmt) {
	seq, known := s.cat.Sequence(n.Sequence.GetSchemaname(), cutName(n.Sequence.GetRelname()))
	if seq == nil {
		at := schema.Name{Schema: n.Sequence.GetSchemaname(), Name: cutName(n.Sequence.GetRelname())}
		if known.No() && !s.otherKind("sequence", at) && !n.MissingOk {
			s.missing("sequence", at.String())
		}
		return
	}
	seq = s.cat.EditSequence(seq.Name)
	s.sequenceOptions(seq, n.Options)
	s.restarted(seq, n.Options)
}

func (s *simulation) sequenceOptions(seq *schema.Sequence, options []*pg.Node) {
	started := option(options, "start") != nil
	for _, node := range options {
		d := node.GetDefElem()
		number := int64(d.GetArg().GetInteger().GetIval())
		if text := d.GetArg().GetFloat().GetFval(); text != "" {
			// The parser keeps numbers beyond 32 bits as text.
			number, _ = strconv.ParseInt(text, 10, 64)
		}
		switch d.GetDefname() {
		case "as":
			seq.Type = s.typeOf(d.Arg.GetTypeName())
		case "start":
			seq.Start = number
		case "increment":
			seq.Increment = number
		case "minvalue":
			seq.Min = number
			if !started && seq.Increment > 0 && d.Arg != nil {
				seq.Start = number
			}
		case "maxvalue":
			seq.Max = number
		case "cache":
			seq.Cached = number > 1
		case "cycle":
			seq.Cycle = d.Arg.GetBoolean().GetBoolval()
		case "owned_by":
			s.ownedBy(seq, texts(d.Arg.GetList().GetItems()))
		}
	}
}

// ownedBy ties a sequence to a column, or frees it: OWNED BY NONE.
func (s *simulation) ownedBy(seq *schema.Sequence, parts []string) {
	if seq.Identity {
		s.conflict(schema.Needed, "sequence "+seq.Name.String(), "sequence %s is that of an identity column and stays with it", seq.Name)
		return
	}
	if len(parts) < 2 {
		seq.Owner, seq.OwnerColumn = schema.Name{}, ""
		return
	}
	sch, table, column := "", cutName(parts[len(parts)-2]), cutName(parts[len(parts)-1])
	if len(parts) > 2 {
		sch = parts[len(parts)-3]
	}
	t := s.look(sch, table, false)
	if t == nil {
		return
	}
	if t.Name.Schema != seq.Name.Schema {
		s.conflict(schema.Mismatched, "sequence "+seq.Name.String(), "sequence %s must be in the schema of table %s to belong to it", seq.Name, t.Name)
		return
	}
	seq.Owner, seq.OwnerColumn = t.Name, column
	t = s.cat.EditTable(t.Name)
	if col := s.columnOf(t, column, false); col != nil {
		t.EditColumn(col.Name).Sequence = seq.Name
	}
}
