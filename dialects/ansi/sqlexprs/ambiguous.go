package sqlexprs

import "github.com/sqlplan/sqlplan/revisions/ir"

// sharedNames are the names of the tables of a FROM clause that have a schema.
func sharedNames(froms []ir.From) map[string]bool {
	var names map[string]bool
	for _, f := range froms {
		for _, p := range parts(f) {
			t, ok := p.(*ir.TableFrom)
			if !ok || t.Schema.IsZero() {
				continue
			}
			if names == nil {
				names = map[string]bool{}
			}
			names[t.Name.Text] = true
		}
	}
	return names
}

// ambiguous returns the alias of a table that another one, in a schema, is called
// like: without it, a column of the one could be taken for the other's.
func (c *Compiler) ambiguous(t *ir.TableFrom) (ir.Name, bool) {
	if !t.Schema.IsZero() {
		return ir.Name{}, false
	}
	for i := len(c.stack) - 1; i >= 0; i-- {
		if !c.stack[i].asFrom[t] {
			continue
		}
		// It is the statement that lists the table which gives it its alias.
		if !c.stack[i].ambiguous[t.Name.Text] {
			break
		}
		return ir.Ident(c.anonymous(ir.Anon{Of: t.Name.Text, Base: t.Name.Text})), true
	}
	return ir.Name{}, false
}
