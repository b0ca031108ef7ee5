package op

import (
	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/alembic/sqltype"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/python"
)

var (
	migrationContextClass = python.NewClass("alembic.runtime.migration", "MigrationContext")
	implClass             = python.NewClass("alembic.ddl.impl", "DefaultImpl")
)

// migrationContext is op.get_context(): the run as a revision sees it.
type migrationContext struct{}

func contextOf(*python.Thread) python.Value { return &migrationContext{} }

// Class returns MigrationContext.
func (*migrationContext) Class() *python.Class { return migrationContextClass }

func dialectOf(t *python.Thread) python.Value { return sqltype.NewDialect(host.Of(t).Dialect()) }

// Attr gives what offline mode has.
func (m *migrationContext) Attr(t *python.Thread, name string) (python.Value, error) {
	switch name {
	case "bind", "connection":
		return bindOf(t)
	case "dialect":
		return dialectOf(t), nil
	case "impl":
		return &impl{}, nil
	case "as_sql":
		return python.True, nil
	case "opts":
		return optsOf(t), nil
	case "config":
		return &config{}, nil
	case "script", "environment_context":
		return contextAttr(t, name)
	case "autocommit_block":
		return python.NewBuiltin(name, func(*python.Thread, *python.Call) (python.Value, error) { return &autocommit{}, nil }), nil
	case "begin_transaction":
		return python.NewBuiltin(name, func(*python.Thread, *python.Call) (python.Value, error) { return &transaction{}, nil }), nil
	case "execute":
		return python.NewBuiltin(name, executeIn), nil
	case "get_current_revision", "get_current_heads", "stamp", "run_migrations":
		return nil, &host.Unsupported{Code: host.CodeNoConnection, Message: "get_context()." + name + " needs the database", Help: "leave the decision to the range that is compiled"}
	case "engine":
		return m.engine(t)
	}
	return nil, nil
}

func (m *migrationContext) engine(t *python.Thread) (python.Value, error) {
	bind, err := bindOf(t)
	if err != nil {
		return nil, err
	}
	return t.Attr(bind, "engine")
}

var executeSignature = python.ParseSignature("execute", "sql, execution_options=None")

func executeIn(t *python.Thread, c *python.Call) (python.Value, error) {
	b, err := executeSignature.Bind(c)
	if err != nil {
		return nil, err
	}
	return python.None, Execute(t, b.Get("sql"), b.Span("sql"))
}

// autocommit is get_context().autocommit_block().
type autocommit struct{}

// Class returns the class of context managers.
func (*autocommit) Class() *python.Class { return contextManagerClass }

var contextManagerClass = python.NewClass("contextlib", "_GeneratorContextManager")

// Enter begins a stretch outside of any transaction.
func (*autocommit) Enter(t *python.Thread) (python.Value, error) {
	return python.None, host.Of(t).Emit(ir.Autocommit{At: ir.At{Where: t.Span()}, Begin: true})
}

// Exit ends it.
func (*autocommit) Exit(t *python.Thread, _ *python.Raised) (bool, error) {
	return false, host.Of(t).Emit(ir.Autocommit{At: ir.At{Where: t.Span()}})
}

// transaction is get_context().begin_transaction(), which does nothing while a
// revision runs: the transaction is there already.
type transaction struct{}

// Class returns the class of context managers.
func (*transaction) Class() *python.Class { return contextManagerClass }

// Enter does nothing.
func (*transaction) Enter(*python.Thread) (python.Value, error) { return python.None, nil }

// Exit does nothing.
func (*transaction) Exit(*python.Thread, *python.Raised) (bool, error) { return false, nil }

// Attr gives commit, rollback and close, which do nothing either.
func (*transaction) Attr(_ *python.Thread, name string) (python.Value, error) {
	switch name {
	case "commit", "rollback", "close":
		return python.NewBuiltin(name, func(*python.Thread, *python.Call) (python.Value, error) { return python.None, nil }), nil
	}
	return nil, nil
}

// impl is get_context().impl: what little of it revisions use.
type impl struct{}

// Class returns DefaultImpl.
func (*impl) Class() *python.Class { return implClass }

// Attr gives the dialect and execute.
func (*impl) Attr(t *python.Thread, name string) (python.Value, error) {
	switch name {
	case "dialect":
		return dialectOf(t), nil
	case "bind", "connection":
		return bindOf(t)
	case "as_sql":
		return python.True, nil
	case "transactional_ddl":
		return python.Bool(host.Of(t).Dialect() == "postgresql" || host.Of(t).Dialect() == "mssql"), nil
	case "execute", "_exec":
		return python.NewBuiltin(name, executeIn), nil
	case "static_output":
		return python.NewBuiltin(name, staticOutput), nil
	}
	return nil, nil
}

var outputSignature = python.ParseSignature("static_output", "text")

// staticOutput writes a text into the script: statements, or a comment, which is
// no statement and is left out.
func staticOutput(t *python.Thread, c *python.Call) (python.Value, error) {
	b, err := outputSignature.Bind(c)
	if err != nil {
		return nil, err
	}
	text, err := b.Str("text")
	if err != nil {
		return nil, err
	}
	return python.None, host.Of(t).Emit(ir.RawText(text, b.Span("text")))
}
