//go:build cgo

package postgresql

import (
	"slices"
	"strings"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
)

// everySetting stands for all settings in Stmt.Session.
const everySetting = "all"

// session fills in the settings that the statement changes for the rest of the
// session. SET LOCAL and SET TRANSACTION end with the transaction.
func (p *parsing) session(node *pg.Node) {
	switch n := node.Node.(type) {
	case *pg.Node_VariableSetStmt:
		p.stmt.Session = settings(n.VariableSetStmt)
	case *pg.Node_DiscardStmt:
		if n.DiscardStmt.Target == pg.DiscardMode_DISCARD_ALL {
			p.stmt.Session = []string{everySetting}
		}
	case *pg.Node_SelectStmt:
		for _, t := range n.SelectStmt.TargetList {
			if name, ok := setConfig(t.GetResTarget().GetVal().GetFuncCall()); ok && !slices.Contains(p.stmt.Session, name) {
				p.stmt.Session = append(p.stmt.Session, name)
			}
		}
	}
}

func settings(s *pg.VariableSetStmt) []string {
	switch {
	case s.IsLocal:
		return nil
	case s.Kind == pg.VariableSetKind_VAR_RESET_ALL:
		return []string{everySetting}
	case s.Kind == pg.VariableSetKind_VAR_SET_MULTI:
		return characteristics(s)
	}
	name := strings.ToLower(s.Name)
	switch name {
	case "transaction_isolation", "transaction_read_only", "transaction_deferrable":
		return nil
	}
	return []string{name}
}

// characteristics returns the settings that SET SESSION CHARACTERISTICS AS
// TRANSACTION changes; SET TRANSACTION changes none.
func characteristics(s *pg.VariableSetStmt) (names []string) {
	if s.Name != "SESSION CHARACTERISTICS" {
		return nil
	}
	for _, arg := range s.Args {
		names = append(names, "default_"+arg.GetDefElem().GetDefname())
	}
	return names
}

// setConfig returns the setting that a call of set_config(name, value, is_local)
// changes for the session. If its name is not a literal, it can be any.
func setConfig(f *pg.FuncCall) (name string, ok bool) {
	parts := texts(f.GetFuncname())
	if len(parts) == 0 || parts[len(parts)-1] != "set_config" || len(parts) == 2 && parts[0] != "pg_catalog" || len(f.Args) != 3 {
		return "", false
	}
	if local := f.Args[2].GetAConst().GetBoolval(); local != nil && local.Boolval {
		return "", false
	}
	if literal := f.Args[0].GetAConst().GetSval(); literal != nil {
		return strings.ToLower(literal.Sval), true
	}
	return everySetting, true
}
