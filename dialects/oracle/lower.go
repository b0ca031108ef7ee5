package oracle

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi"
	"github.com/sqlplan/sqlplan/dialects/ansi/sqlexprs"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// Lower turns an operation into statements.
func (Dialect) Lower(op ir.Op, env *ir.Env) ([]*sqlstmt.Stmt, source.Diagnostics) {
	w := writersFor(versionOf(env))
	if err := lacking(op); err != nil {
		return nil, source.Diagnostics{ansi.Failure(op, err)}
	}
	op, codes := w.unlessThere(op)
	stmts, diags := w.ddl.Lower(op, style, nil)
	warnOfOnUpdate(op, &diags)
	warnOfReserved(op, &diags)
	if len(codes) > 0 && len(stmts) > 0 {
		stmts[0].Text = ignoring(stmts[0].Text, codes)
	}
	for _, st := range stmts {
		for i, c := range st.Comments {
			st.Comments[i] = comment(c)
		}
	}
	return stmts, diags
}

func versionOf(env *ir.Env) ir.Version {
	if env != nil && env.ServerVersion != (ir.Version{}) {
		return env.ServerVersion
	}
	return DefaultVersion
}

// comment writes a comment that stands before a statement so that SQL*Plus takes it for
// one: it runs its buffer again at a line that begins with / and no blank behind /*,
// and REM is a word of its own.
// https://docs.oracle.com/en/database/oracle/oracle-database/19/sqpug/using-scripts-SQL-Plus.html
func comment(text string) string {
	if rest, ok := strings.CutPrefix(text, "/*"); ok && rest != "" && !strings.ContainsAny(rest[:1], " \t\r\n") {
		return "/* " + rest
	}
	if word, rest, _ := strings.Cut(text, " "); strings.HasPrefix(strings.ToUpper(word), "REM") {
		return strings.TrimRight("-- "+rest, " ")
	}
	return text
}

// The errors that IF EXISTS and IF NOT EXISTS pass over.
// https://docs.oracle.com/en/error-help/db/
var (
	alreadyThere     = []string{"-955"}  // ORA-00955: name is already used by an existing object
	noSuchTable      = []string{"-942"}  // ORA-00942: table or view does not exist
	noSuchIndex      = []string{"-1418"} // ORA-01418: specified index does not exist
	noSuchSequence   = []string{"-2289"} // ORA-02289: sequence does not exist
	noSuchColumn     = []string{"-904"}  // ORA-00904: invalid identifier
	noSuchConstraint = []string{"-2443"} // ORA-02443: cannot drop constraint, it does not exist
	columnThere      = []string{"-1430"} // ORA-01430: column being added already exists in table
)

// unlessThere takes IF EXISTS and IF NOT EXISTS from an operation where the server has
// no such words, and returns the errors to pass over in their place; none if it does not say so.
func (w *writers) unlessThere(op ir.Op) (ir.Op, []string) {
	modern := w.version.AtLeast(oracle23, 0)
	switch o := op.(type) {
	case ir.AddColumn:
		if o.IfNotExists {
			o.IfNotExists = false
			return o, columnThere
		}
	case ir.DropColumn:
		if o.IfExists {
			o.IfExists = false
			return o, noSuchColumn
		}
	case ir.DropConstraint:
		if o.IfExists {
			o.IfExists = false
			return o, noSuchConstraint
		}
	case ir.CreateTable:
		if o.IfNotExists && !modern {
			o.IfNotExists = false
			return o, alreadyThere
		}
	case ir.DropTable:
		if o.IfExists && !modern {
			o.IfExists = false
			return o, noSuchTable
		}
	case ir.CreateIndex:
		if o.IfNotExists && !modern {
			o.IfNotExists = false
			return o, alreadyThere
		}
	case ir.DropIndex:
		if o.IfExists && !modern {
			o.IfExists = false
			return o, noSuchIndex
		}
	case ir.CreateSequence:
		if o.IfNotExists && !modern {
			o.IfNotExists = false
			return o, alreadyThere
		}
	case ir.DropSequence:
		if o.IfExists && !modern {
			o.IfExists = false
			return o, noSuchSequence
		}
	}
	return op, nil
}

// ignoring is a block that runs a statement and passes over some errors.
func ignoring(text string, codes []string) string {
	return "BEGIN\n    EXECUTE IMMEDIATE " + textLiteral(text) + ";\nEXCEPTION\n    WHEN OTHERS THEN\n        IF SQLCODE NOT IN (" +
		strings.Join(codes, ", ") + ") THEN\n            RAISE;\n        END IF;\nEND;"
}

// Expr writes an expression as SQL.
func (Dialect) Expr(e ir.Expr) (string, error) {
	return sqlexprs.Compile(writersFor(DefaultVersion).exprs, e, sqlexprs.Options{})
}

// TypeName writes a type as SQL.
func (Dialect) TypeName(t *ir.Type) (string, error) {
	return writersFor(DefaultVersion).types.Name(t)
}
