//go:build cgo

package postgresql

import (
	"slices"
	"strings"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
)

// oldSyntax is a form that the parser takes but a server before some version
// does not.
type oldSyntax struct {
	name  string // in the words of the manual
	since int    // the first major version that has it
	// page is the page of that version's manual that describes the form, which the
	// manual of the version before does not: https://www.postgresql.org/docs/<since>/<page>.html
	page string
	// words are tokens that stand in every statement with the form, in upper case
	// and with single spaces between them; "..." stands for anything. They save most
	// statements from the walk through their tree, tell forms apart that have the
	// same tree, and say which place to show: that of the words behind "...".
	words string
	// has tells whether a node of the tree has the form.
	has func(node any) bool
}

// olderSyntax has what migrations use of the syntax that came after
// OldestVersion. What a server only knows by name, such as a function, a type or
// an option in parentheses, is not here. The rows are in the order of since.
var olderSyntax = []oldSyntax{
	{"declarative partitioning", 10, "sql-createtable", "PARTITION BY", in(func(s *pg.CreateStmt) bool { return s.Partspec != nil })},
	{"PARTITION OF", 10, "sql-createtable", "PARTITION OF", in(func(s *pg.CreateStmt) bool { return s.Partbound != nil })},
	{"ATTACH PARTITION", 10, "sql-altertable", "ATTACH PARTITION", alters(pg.AlterTableType_AT_AttachPartition)},
	{"DETACH PARTITION", 10, "sql-altertable", "DETACH PARTITION", alters(pg.AlterTableType_AT_DetachPartition)},
	{"GENERATED ... AS IDENTITY", 10, "sql-createtable", "AS IDENTITY", constrains(pg.ConstrType_CONSTR_IDENTITY)},
	{"OVERRIDING", 10, "sql-insert", "OVERRIDING", in(overrides)},
	{"a sequence's data type", 10, "sql-createsequence", "SEQUENCE ... AS", in(func(s *pg.CreateSeqStmt) bool { return option(s.Options, "as") != nil })},
	{"a sequence's data type", 10, "sql-altersequence", "SEQUENCE ... AS", in(func(s *pg.AlterSeqStmt) bool { return option(s.Options, "as") != nil })},
	{"CREATE STATISTICS", 10, "sql-createstatistics", "CREATE STATISTICS", isNode[*pg.CreateStatsStmt]},
	{"CREATE PUBLICATION", 10, "sql-createpublication", "CREATE PUBLICATION", isNode[*pg.CreatePublicationStmt]},
	{"CREATE SUBSCRIPTION", 10, "sql-createsubscription", "CREATE SUBSCRIPTION", isNode[*pg.CreateSubscriptionStmt]},
	{"AS RESTRICTIVE", 10, "sql-createpolicy", "AS RESTRICTIVE", in(func(s *pg.CreatePolicyStmt) bool { return !s.Permissive })},
	{"REFERENCING in a trigger", 10, "sql-createtrigger", "REFERENCING", in(func(s *pg.CreateTrigStmt) bool { return s.TransitionRels != nil })},
	{"RENAME VALUE", 10, "sql-altertype", "RENAME VALUE", in(func(s *pg.AlterEnumStmt) bool { return s.OldVal != "" })},

	{"CREATE PROCEDURE", 11, "sql-createprocedure", "PROCEDURE", in(func(s *pg.CreateFunctionStmt) bool { return s.IsProcedure })},
	{"DROP PROCEDURE", 11, "sql-dropprocedure", "DROP PROCEDURE", in(func(s *pg.DropStmt) bool { return s.RemoveType == pg.ObjectType_OBJECT_PROCEDURE })},
	{"DROP ROUTINE", 11, "sql-droproutine", "DROP ROUTINE", in(func(s *pg.DropStmt) bool { return s.RemoveType == pg.ObjectType_OBJECT_ROUTINE })},
	{"CALL", 11, "sql-call", "CALL", isNode[*pg.CallStmt]},
	{"EXECUTE FUNCTION in a trigger", 11, "sql-createtrigger", "EXECUTE FUNCTION", isNode[*pg.CreateTrigStmt]},
	{"INCLUDE in an index", 11, "sql-createindex", "INCLUDE (", in(func(s *pg.IndexStmt) bool { return s.IndexIncludingParams != nil })},
	{"INCLUDE in a constraint", 11, "sql-createtable", "INCLUDE (", in(func(c *pg.Constraint) bool { return c.Including != nil })},
	{"CREATE INDEX ... ON ONLY", 11, "sql-createindex", "ON ONLY", in(func(s *pg.IndexStmt) bool { return !s.Relation.GetInh() })},
	{"a DEFAULT partition", 11, "sql-createtable", "PARTITION OF ... DEFAULT", in(func(s *pg.PartitionBoundSpec) bool { return s.IsDefault })},
	{"partitioning BY HASH", 11, "sql-createtable", "PARTITION BY HASH", in(func(s *pg.PartitionSpec) bool { return s.Strategy == pg.PartitionStrategy_PARTITION_STRATEGY_HASH })},
	{"partitioning BY HASH", 11, "sql-createtable", "PARTITION OF ... MODULUS", in(func(s *pg.PartitionBoundSpec) bool { return s.Modulus != 0 })},

	{"GENERATED ALWAYS AS (...) STORED", 12, "sql-createtable", "GENERATED ... STORED", constrains(pg.ConstrType_CONSTR_GENERATED)},
	{"REINDEX CONCURRENTLY", 12, "sql-reindex", "REINDEX ... CONCURRENTLY", in(func(s *pg.ReindexStmt) bool { return flag(s.Params, "concurrently", false) })},
	{"MATERIALIZED in a WITH clause", 12, "sql-select", "WITH ... MATERIALIZED", in(func(c *pg.CommonTableExpr) bool { return c.Ctematerialized != pg.CTEMaterialize_CTEMaterializeDefault })},
	{"COPY ... WHERE", 12, "sql-copy", "COPY ... WHERE", in(func(s *pg.CopyStmt) bool { return s.WhereClause != nil })},
	{"AND CHAIN", 12, "sql-commit", "AND CHAIN", in(func(s *pg.TransactionStmt) bool { return s.Chain })},
	{"USING in CREATE TABLE", 12, "sql-createtable", "TABLE ... USING", in(func(s *pg.CreateStmt) bool { return s.AccessMethod != "" })},
	{"USING in CREATE TABLE AS", 12, "sql-createtableas", "CREATE ... USING", in(func(s *pg.IntoClause) bool { return s.AccessMethod != "" })},
	{"CREATE OR REPLACE AGGREGATE", 12, "sql-createaggregate", "OR REPLACE", in(func(s *pg.DefineStmt) bool { return s.Replace })},

	{"DROP EXPRESSION", 13, "sql-altertable", "DROP EXPRESSION", alters(pg.AlterTableType_AT_DropExpression)},
	{"ALTER TYPE ... SET", 13, "sql-altertype", "ALTER TYPE", isNode[*pg.AlterTypeStmt]},
	{"DROP DATABASE ... FORCE", 13, "sql-dropdatabase", "FORCE", in(func(s *pg.DropdbStmt) bool { return option(s.Options, "force") != nil })},
	{"WITH TIES", 13, "sql-select", "WITH TIES", in(func(s *pg.SelectStmt) bool { return s.LimitOption == pg.LimitOption_LIMIT_OPTION_WITH_TIES })},
	{"ALTER STATISTICS ... SET STATISTICS", 13, "sql-alterstatistics", "SET STATISTICS", isNode[*pg.AlterStatsStmt]},
	{"ALTER VIEW ... RENAME COLUMN", 13, "sql-alterview", "ALTER VIEW", in(renamesViewColumn)},
	{"NO DEPENDS ON EXTENSION", 13, "sql-alterfunction", "NO DEPENDS", in(func(s *pg.AlterObjectDependsStmt) bool { return s.Remove })},
	{"an operator class with parameters", 13, "sql-createindex", "INDEX ... (", in(func(e *pg.IndexElem) bool { return e.Opclassopts != nil })},

	{"CREATE OR REPLACE TRIGGER", 14, "sql-createtrigger", "OR REPLACE", in(func(s *pg.CreateTrigStmt) bool { return s.Replace })},
	{"a BEGIN ATOMIC body", 14, "sql-createfunction", "BEGIN ATOMIC", in(func(s *pg.CreateFunctionStmt) bool { return s.SqlBody != nil && !returnBody(s) })},
	{"a RETURN body", 14, "sql-createfunction", "FUNCTION ... RETURN", in(returnBody)},
	{"an OUT argument of a procedure", 14, "sql-createprocedure", "PROCEDURE ... OUT", in(procedureWithOut)},
	{"DETACH PARTITION ... CONCURRENTLY", 14, "sql-altertable", "DETACH PARTITION ... CONCURRENTLY", in(func(c *pg.PartitionCmd) bool { return c.Concurrent })},
	{"DETACH PARTITION ... FINALIZE", 14, "sql-altertable", "FINALIZE", alters(pg.AlterTableType_AT_DetachPartitionFinalize)},
	{"COMPRESSION of a column", 14, "sql-createtable", "COMPRESSION", in(func(c *pg.ColumnDef) bool { return c.Compression != "" })},
	{"SET COMPRESSION", 14, "sql-altertable", "SET COMPRESSION", alters(pg.AlterTableType_AT_SetCompression)},
	{"CREATE STATISTICS on an expression", 14, "sql-createstatistics", "STATISTICS", in(func(e *pg.StatsElem) bool { return e.Expr != nil })},
	{"SEARCH in a WITH clause", 14, "sql-select", "WITH ... SEARCH", in(func(c *pg.CommonTableExpr) bool { return c.SearchClause != nil })},
	{"CYCLE in a WITH clause", 14, "sql-select", "WITH ... CYCLE", in(func(c *pg.CommonTableExpr) bool { return c.CycleClause != nil })},
	{"GROUP BY DISTINCT", 14, "sql-select", "GROUP BY DISTINCT", in(func(s *pg.SelectStmt) bool { return s.GroupDistinct })},
	{"an alias of JOIN ... USING", 14, "sql-select", "JOIN ... USING", in(func(j *pg.JoinExpr) bool { return j.JoinUsingAlias != nil })},

	{"NULLS NOT DISTINCT", 15, "sql-createtable", "NULLS NOT DISTINCT", in(func(c *pg.Constraint) bool { return c.NullsNotDistinct })},
	{"NULLS NOT DISTINCT", 15, "sql-createindex", "NULLS NOT DISTINCT", in(func(s *pg.IndexStmt) bool { return s.NullsNotDistinct })},
	{"MERGE", 15, "sql-merge", "MERGE", isNode[*pg.MergeStmt]},
	{"ON DELETE SET with columns", 15, "sql-createtable", "ON DELETE SET", in(func(c *pg.Constraint) bool { return c.FkDelSetCols != nil })},
	{"security_invoker", 15, "sql-createview", "SECURITY_INVOKER", in(func(s *pg.ViewStmt) bool { return option(s.Options, "security_invoker") != nil })},
	{"security_invoker", 15, "sql-alterview", "SECURITY_INVOKER", in(setsInvoker)},
	{"SET ACCESS METHOD", 15, "sql-altertable", "SET ACCESS METHOD", alters(pg.AlterTableType_AT_SetAccessMethod)},
	{"a publication of the tables in a schema", 15, "sql-createpublication", "TABLES IN SCHEMA", in(publishesSchema)},
	{"a publication of some rows or columns", 15, "sql-createpublication", "PUBLICATION ... TABLE", in(func(t *pg.PublicationTable) bool { return t.WhereClause != nil || t.Columns != nil })},
	{"ALTER SUBSCRIPTION ... SKIP", 15, "sql-altersubscription", "SKIP", in(func(s *pg.AlterSubscriptionStmt) bool {
		return s.Kind == pg.AlterSubscriptionType_ALTER_SUBSCRIPTION_SKIP
	})},
	{"GRANT and REVOKE ON PARAMETER", 15, "sql-grant", "ON PARAMETER", in(func(s *pg.GrantStmt) bool { return s.Objtype == pg.ObjectType_OBJECT_PARAMETER_ACL })},
	{"REFRESH COLLATION VERSION of a database", 15, "sql-alterdatabase", "REFRESH COLLATION VERSION", isNode[*pg.AlterDatabaseRefreshCollStmt]},

	{"a subquery in FROM without an alias", 16, "sql-select", "FROM ... ( SELECT", in(func(s *pg.RangeSubselect) bool {
		return s.Alias == nil && s.Subquery.GetSelectStmt().GetValuesLists() == nil
	})},
	{"a subquery in FROM without an alias", 16, "sql-select", "FROM ... ( VALUES", in(func(s *pg.RangeSubselect) bool {
		return s.Alias == nil && s.Subquery.GetSelectStmt().GetValuesLists() != nil
	})},
	{"INHERIT in the grant of a role", 16, "sql-grant", "GRANT ... INHERIT", in(func(s *pg.GrantRoleStmt) bool { return option(s.Opt, "inherit") != nil })},
	{"SET in the grant of a role", 16, "sql-grant", "GRANT ... SET", in(func(s *pg.GrantRoleStmt) bool { return option(s.Opt, "set") != nil })},
	{"INHERIT in the revoking of a role", 16, "sql-revoke", "REVOKE INHERIT", in(func(s *pg.GrantRoleStmt) bool { return option(s.Opt, "inherit") != nil })},
	{"SET in the revoking of a role", 16, "sql-revoke", "REVOKE SET", in(func(s *pg.GrantRoleStmt) bool { return option(s.Opt, "set") != nil })},
	{"STORAGE in a column definition", 16, "sql-createtable", "STORAGE", in(func(c *pg.ColumnDef) bool { return c.StorageName != "" })},
	{"REINDEX DATABASE and SYSTEM without a name", 16, "sql-reindex", "REINDEX", in(unnamedReindex)},
	{"CREATE STATISTICS without a name", 16, "sql-createstatistics", "CREATE STATISTICS", in(func(s *pg.CreateStatsStmt) bool { return s.Defnames == nil })},
	{"IS JSON", 16, "functions-json", "JSON", isNode[*pg.JsonIsPredicate]},
	{"JSON_OBJECT with keys and values", 16, "functions-json", "JSON_OBJECT", isNode[*pg.JsonObjectConstructor]},
	{"JSON_ARRAY", 16, "functions-json", "JSON_ARRAY", isNode[*pg.JsonArrayConstructor]},
	{"JSON_ARRAY of a query", 16, "functions-json", "JSON_ARRAY", isNode[*pg.JsonArrayQueryConstructor]},
	{"JSON_OBJECTAGG", 16, "functions-aggregate", "JSON_OBJECTAGG", isNode[*pg.JsonObjectAgg]},
	{"JSON_ARRAYAGG", 16, "functions-aggregate", "JSON_ARRAYAGG", isNode[*pg.JsonArrayAgg]},
}

// isNode tells whether a node is of type T.
func isNode[T any](node any) bool {
	_, ok := node.(T)
	return ok
}

// in makes a predicate for nodes of type T one for all nodes.
func in[T any](has func(T) bool) func(any) bool {
	return func(node any) bool {
		n, ok := node.(T)
		return ok && has(n)
	}
}

// alters is the predicate of one command of ALTER TABLE.
func alters(subtype pg.AlterTableType) func(any) bool {
	return in(func(c *pg.AlterTableCmd) bool { return c.Subtype == subtype })
}

// constrains is the predicate of one type of constraint.
func constrains(contype pg.ConstrType) func(any) bool {
	return in(func(c *pg.Constraint) bool { return c.Contype == contype })
}

func overrides(s *pg.InsertStmt) bool {
	return s.Override == pg.OverridingKind_OVERRIDING_SYSTEM_VALUE || s.Override == pg.OverridingKind_OVERRIDING_USER_VALUE
}

func renamesViewColumn(s *pg.RenameStmt) bool {
	return s.RenameType == pg.ObjectType_OBJECT_COLUMN && s.RelationType == pg.ObjectType_OBJECT_VIEW
}

// returnBody: the body in BEGIN ATOMIC is a list.
func returnBody(s *pg.CreateFunctionStmt) bool { return s.SqlBody.GetReturnStmt() != nil }

func procedureWithOut(s *pg.CreateFunctionStmt) bool {
	for _, node := range s.Parameters {
		if s.IsProcedure && node.GetFunctionParameter().GetMode() == pg.FunctionParameterMode_FUNC_PARAM_OUT {
			return true
		}
	}
	return false
}

func setsInvoker(c *pg.AlterTableCmd) bool {
	return c.Subtype == pg.AlterTableType_AT_SetRelOptions && option(c.Def.GetList().GetItems(), "security_invoker") != nil
}

func publishesSchema(s *pg.PublicationObjSpec) bool {
	return s.Pubobjtype == pg.PublicationObjSpecType_PUBLICATIONOBJ_TABLES_IN_SCHEMA ||
		s.Pubobjtype == pg.PublicationObjSpecType_PUBLICATIONOBJ_TABLES_IN_CUR_SCHEMA
}

func unnamedReindex(s *pg.ReindexStmt) bool {
	return s.Name == "" && (s.Kind == pg.ReindexObjectType_REINDEX_OBJECT_DATABASE || s.Kind == pg.ReindexObjectType_REINDEX_OBJECT_SYSTEM)
}

// older reports what the statement has that came after the server's version.
func (p *parsing) older(node *pg.Node) {
	rows := p.candidates()
	if len(rows) == 0 {
		return
	}
	// The tokens tell what stands in comments and strings only.
	l := lex(p.stmt.Text, nowhere)
	rows = slices.DeleteFunc(rows, func(row oldSyntax) bool { return !l.hasAll(row.words) })
	if len(rows) == 0 {
		return
	}
	found := make([]bool, len(rows))
	pg.Walk(node, func(m pg.Message) bool {
		for i, row := range rows {
			found[i] = found[i] || row.has(m)
		}
		return true
	})
	reported := map[string]bool{}
	for i, row := range rows {
		if found[i] && !reported[row.name] {
			reported[row.name] = true
			start, end := l.place(row.words)
			p.errorf(start, end, CodeOlderServer, "raise --server-version if every server is that new, or write it otherwise",
				"%s came with PostgreSQL %d, and the script is to run on %s", row.name, row.since, p.version)
		}
	}
}

// candidates returns the rows that are newer than the server, and whose words
// are all in the statement's text, wherever that may be.
func (p *parsing) candidates() (rows []oldSyntax) {
	text := ""
	for i := len(olderSyntax) - 1; i >= 0 && !p.version.AtLeast(olderSyntax[i].since, 0); i-- {
		if text == "" {
			text = strings.ToUpper(p.stmt.Text)
		}
		if containsWords(text, olderSyntax[i].words) {
			rows = append(rows, olderSyntax[i])
		}
	}
	slices.Reverse(rows)
	return rows
}

func containsWords(text, words string) bool {
	for word := range strings.SplitSeq(words, " ") {
		if word != "..." && !containsWord(text, word) {
			return false
		}
	}
	return true
}

// containsWord tells whether word stands in text with no letter beside it: JSON does not stand in JSONB. It may find a
// word that is no token, in a string or beside a letter that is not ASCII, but finds each that is one.
func containsWord(text, word string) bool {
	for from := 0; ; {
		at := strings.Index(text[from:], word)
		if at < 0 {
			return false
		}
		start := from + at
		end := start + len(word)
		if !inWord(word[0]) || (start == 0 || !inWord(text[start-1])) && (end == len(text) || !inWord(text[end])) {
			return true
		}
		from = start + 1
	}
}

// inWord tells whether a byte of a text in upper case is a letter of a word.
func inWord(c byte) bool { return c == '_' || 'A' <= c && c <= 'Z' }

// hasAll tells whether the tokens have all parts of words, which "..." separates.
func (l lexed) hasAll(words string) bool {
	for part := range strings.SplitSeq(words, " ... ") {
		if !strings.Contains(l.words, " "+part+" ") {
			return false
		}
	}
	return true
}

// place returns where the last part of words, which the tokens have, stands: all
// of the text if it stands there more than once, since one cannot tell which
// place is meant.
func (l lexed) place(words string) (start, end int) {
	parts := strings.Split(words, " ... ")
	part := parts[len(parts)-1]
	at := strings.Index(l.words, " "+part+" ")
	if strings.LastIndex(l.words, " "+part+" ") != at {
		return l.tokens[0].Start, l.tokens[len(l.tokens)-1].End
	}
	first := slices.Index(l.starts, at+1)
	return l.tokens[first].Start, l.tokens[first+strings.Count(part, " ")].End
}
