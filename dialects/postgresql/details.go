//go:build cgo

package postgresql

import (
	"fmt"
	"strings"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
)

// The descriptions of the statements that need more than a line.

// shown is how many things of a list a summary names.
const shown = 5

// listed joins the first of the texts, and counts the others.
func listed(parts []string) string {
	if len(parts) <= shown {
		return strings.Join(parts, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(parts[:shown], ", "), len(parts)-shown)
}

// naming writes objects as "column c of table t".
func naming(objects []sqlstmt.Object) string {
	names := make([]string, len(objects))
	for i, o := range objects {
		names[i] = o.Kind + " " + o.Name
	}
	return strings.Join(names, " of ")
}

func relations(kind string, nodes []*pg.Node) (objects []sqlstmt.Object) {
	for _, n := range nodes {
		objects = append(objects, object(kind, relation(n.GetRangeVar())))
	}
	return objects
}

func everyRow(where *pg.Node) string {
	if where == nil {
		return ", every row"
	}
	return ""
}

func inner(query *pg.Node) string {
	d := describe(query)
	if d.summary != "" {
		return d.summary
	}
	return d.standard()
}

func selects(node *pg.Node, s *pg.SelectStmt) description {
	tables := tablesOf(node)
	if s.IntoClause != nil {
		into := object("table", relation(s.IntoClause.Rel))
		return is("SELECT INTO", append([]sqlstmt.Object{into}, tables...)...).saying("create table %s from a query", into.Name)
	}
	var calls []string
	for _, t := range s.TargetList {
		if f := t.GetResTarget().GetVal().GetFuncCall(); f != nil {
			calls = append(calls, named(f.Funcname)+"()")
		}
	}
	switch {
	case len(calls) > 0 && len(tables) == 0:
		return is("SELECT").saying("call %s", listed(calls))
	case len(tables) > 0:
		return is("SELECT", tables...).saying("select from %s", listed(names(tables)))
	}
	return is("SELECT").saying("select")
}

func names(objects []sqlstmt.Object) []string {
	list := make([]string, len(objects))
	for i, o := range objects {
		list[i] = o.Name
	}
	return list
}

func inserts(node *pg.Node, s *pg.InsertStmt) description {
	d := is("INSERT", tablesOf(node)...)
	into := relation(s.Relation)
	rows := len(s.SelectStmt.GetSelectStmt().GetValuesLists())
	switch {
	case s.SelectStmt == nil || rows == 1:
		return d.saying("insert 1 row into table %s", into)
	case rows > 1:
		return d.saying("insert %d rows into table %s", rows, into)
	}
	return d.saying("insert the rows of a query into table %s", into)
}

func copies(s *pg.CopyStmt) description {
	if s.Relation == nil {
		return is("COPY", tablesOf(s.Query)...).saying("copy the rows of a query to %s", copyFile(s))
	}
	if s.IsFrom {
		return is("COPY", table(s.Relation)).saying("copy rows from %s into table %s", copyFile(s), relation(s.Relation))
	}
	return is("COPY", table(s.Relation)).saying("copy the rows of table %s to %s", relation(s.Relation), copyFile(s))
}

func copyFile(s *pg.CopyStmt) string {
	switch {
	case s.IsProgram:
		return "the program " + literal(s.Filename)
	case s.Filename != "":
		return "the server's file " + literal(s.Filename)
	}
	return "the client"
}

// language returns the LANGUAGE of a DO or CREATE FUNCTION.
func language(options []*pg.Node, standard string) string {
	for _, o := range options {
		if d := o.GetDefElem(); d.GetDefname() == "language" {
			return d.GetArg().GetString_().GetSval()
		}
	}
	return standard
}

func creates(what string, s *pg.CreateStmt) description {
	objects := []sqlstmt.Object{object(strings.ToLower(what), relation(s.Relation))}
	parents := relations("table", s.InhRelations)
	objects = append(objects, parents...)
	objects = append(objects, references(s.TableElts)...)
	d := is("CREATE "+what, objects...)
	if s.Partbound != nil && len(parents) == 1 {
		return d.saying("create %s %s as a partition of %s", objects[0].Kind, objects[0].Name, parents[0].Name)
	}
	return d.saying("create %s %s", objects[0].Kind, objects[0].Name)
}

func createsFromQuery(s *pg.CreateTableAsStmt) description {
	made := object(objectWord(s.Objtype), relation(s.Into.GetRel()))
	return is("CREATE "+strings.ToUpper(made.Kind), append([]sqlstmt.Object{made}, tablesOf(s.Query)...)...).
		saying("create %s %s from a query", made.Kind, made.Name)
}

func createsIndex(s *pg.IndexStmt) description {
	on := table(s.Relation)
	unique := ""
	if s.Unique {
		unique = "unique "
	}
	if s.Idxname == "" {
		return is("CREATE INDEX", on).saying("create %sindex on table %s", unique, on.Name)
	}
	// An index has no schema of its own in the statement; it lives in the table's.
	index := object("index", qualified(s.Relation.Schemaname, s.Idxname))
	return is("CREATE INDEX", index, on).saying("create %sindex %s on table %s", unique, ident(s.Idxname), on.Name)
}

func createsRoutine(s *pg.CreateFunctionStmt) description {
	kind := "function"
	if s.IsProcedure {
		kind = "procedure"
	}
	var types []string
	for _, n := range s.Parameters {
		switch f := n.GetFunctionParameter(); f.GetMode() {
		case pg.FunctionParameterMode_FUNC_PARAM_OUT, pg.FunctionParameterMode_FUNC_PARAM_TABLE:
		default:
			types = append(types, typeName(f.GetArgType()))
		}
	}
	return is("CREATE "+strings.ToUpper(kind), object(kind, named(s.Funcname)+"("+strings.Join(types, ", ")+")"))
}

func defines(s *pg.DefineStmt) description {
	word := objectWord(s.Kind)
	name := named(s.Defnames)
	if s.Kind == pg.ObjectType_OBJECT_OPERATOR {
		name = operatorName(s.Defnames)
	}
	return about("CREATE", s.Kind, object(word, name))
}

func altersEnum(s *pg.AlterEnumStmt) description {
	enum := object("type", named(s.TypeName))
	if s.OldVal != "" {
		return is("ALTER TYPE", enum).saying("alter type %s: rename value %s to %s", enum.Name, literal(s.OldVal), literal(s.NewVal))
	}
	return is("ALTER TYPE", enum).saying("alter type %s: add value %s", enum.Name, literal(s.NewVal))
}

func createsSchema(s *pg.CreateSchemaStmt) description {
	name := ident(s.Schemaname)
	if s.Schemaname == "" {
		name = role(s.Authrole)
	}
	return is("CREATE SCHEMA", object("schema", name))
}

func drops(s *pg.DropStmt) description {
	var objects []sqlstmt.Object
	for _, node := range s.Objects {
		objects = append(objects, target(s.RemoveType, node)...)
	}
	return about("DROP", s.RemoveType, objects...).cascading(s.Behavior)
}

// owned is the object of a statement that names a relation or another object.
func owned(t pg.ObjectType, r *pg.RangeVar, node *pg.Node) sqlstmt.Object {
	if r != nil {
		return object(objectWord(t), relation(r))
	}
	return target(t, node)[0]
}

func renames(s *pg.RenameStmt) description {
	word := objectWord(s.RenameType)
	if s.Subname == "" {
		old := owned(s.RenameType, s.Relation, s.Object)
		return about("ALTER", s.RenameType, old).saying("rename %s %s to %s", word, old.Name, ident(s.Newname))
	}
	// A part of something: a column, a constraint, a trigger, a rule, a policy.
	var whole sqlstmt.Object
	kind := "ALTER " + strings.ToUpper(word)
	switch s.RenameType {
	case pg.ObjectType_OBJECT_COLUMN, pg.ObjectType_OBJECT_ATTRIBUTE:
		whole = owned(s.RelationType, s.Relation, s.Object)
		kind = "ALTER " + strings.ToUpper(whole.Kind)
	case pg.ObjectType_OBJECT_TABCONSTRAINT:
		whole, kind = table(s.Relation), "ALTER TABLE"
	case pg.ObjectType_OBJECT_DOMCONSTRAINT:
		whole, kind = owned(pg.ObjectType_OBJECT_DOMAIN, nil, s.Object), "ALTER DOMAIN"
	default:
		if s.Relation == nil {
			old := object(word, ident(s.Subname))
			return is(kind, old).saying("rename %s %s to %s", word, old.Name, ident(s.Newname))
		}
		whole = table(s.Relation)
		return is(kind, object(word, ident(s.Subname)), whole).
			saying("rename %s %s of table %s to %s", word, ident(s.Subname), whole.Name, ident(s.Newname))
	}
	return is(kind, whole).saying("alter %s %s: rename %s %s to %s", whole.Kind, whole.Name, word, ident(s.Subname), ident(s.Newname))
}

func grants(s *pg.GrantStmt) description {
	verb, preposition := "GRANT", "to"
	if !s.IsGrant {
		verb, preposition = "REVOKE", "from"
	}
	var objects []sqlstmt.Object
	for _, node := range s.Objects {
		objects = append(objects, object(objectWord(s.Objtype), nodeName(node)))
	}
	var rights []string
	for _, node := range s.Privileges {
		rights = append(rights, node.GetAccessPriv().GetPrivName())
	}
	if rights == nil {
		rights = []string{"all"}
	}
	on := objectWord(s.Objtype) + " " + listed(names(objects))
	if s.Targtype == pg.GrantTargetType_ACL_TARGET_ALL_IN_SCHEMA {
		on = fmt.Sprintf("every %s in schema %s", objectWord(s.Objtype), listed(names(objects)))
		for i := range objects {
			objects[i].Kind = "schema"
		}
	}
	return is(verb, objects...).saying("%s %s on %s %s %s", strings.ToLower(verb), strings.Join(rights, ", "), on,
		preposition, listed(names(roles(s.Grantees))))
}

func grantsRole(s *pg.GrantRoleStmt) description {
	verb, preposition := "GRANT", "to"
	if !s.IsGrant {
		verb, preposition = "REVOKE", "from"
	}
	var granted []sqlstmt.Object
	for _, node := range s.GrantedRoles {
		granted = append(granted, object("role", ident(node.GetAccessPriv().GetPrivName())))
	}
	members := roles(s.GranteeRoles)
	return is(verb, append(members, granted...)...).
		saying("%s role %s %s %s", strings.ToLower(verb), listed(names(granted)), preposition, listed(names(members)))
}

func mapsUser(verb string, user *pg.RoleSpec, server string) description {
	return is(verb+" USER MAPPING", object("user mapping", "for "+role(user)), object("server", ident(server)))
}

func vacuums(s *pg.VacuumStmt) description {
	kind := "ANALYZE"
	if s.IsVacuumcmd {
		kind = "VACUUM"
	}
	var objects []sqlstmt.Object
	for _, node := range s.Rels {
		objects = append(objects, table(node.GetVacuumRelation().GetRelation()))
	}
	if objects == nil {
		return is(kind).saying("%s every table", strings.ToLower(kind))
	}
	return is(kind, objects...)
}

func reindexes(s *pg.ReindexStmt) description {
	switch s.Kind {
	case pg.ReindexObjectType_REINDEX_OBJECT_INDEX:
		return is("REINDEX", object("index", relation(s.Relation)))
	case pg.ReindexObjectType_REINDEX_OBJECT_TABLE:
		return is("REINDEX", table(s.Relation))
	case pg.ReindexObjectType_REINDEX_OBJECT_SCHEMA:
		return is("REINDEX", object("schema", ident(s.Name)))
	case pg.ReindexObjectType_REINDEX_OBJECT_SYSTEM:
		return is("REINDEX").saying("reindex the system catalogs")
	}
	if s.Name == "" {
		return is("REINDEX").saying("reindex the database")
	}
	return is("REINDEX", object("database", ident(s.Name)))
}

// transacts tells the kind of a statement that controls transactions.
func transacts(s *pg.TransactionStmt) description {
	switch s.Kind {
	case pg.TransactionStmtKind_TRANS_STMT_BEGIN:
		return is("BEGIN").saying("begin a transaction")
	case pg.TransactionStmtKind_TRANS_STMT_START:
		return is("START TRANSACTION").saying("begin a transaction")
	case pg.TransactionStmtKind_TRANS_STMT_COMMIT:
		return is("COMMIT").saying("commit the transaction")
	case pg.TransactionStmtKind_TRANS_STMT_ROLLBACK:
		return is("ROLLBACK").saying("roll back the transaction")
	case pg.TransactionStmtKind_TRANS_STMT_SAVEPOINT:
		return is("SAVEPOINT").saying("set savepoint %s", ident(s.SavepointName))
	case pg.TransactionStmtKind_TRANS_STMT_RELEASE:
		return is("RELEASE SAVEPOINT").saying("release savepoint %s", ident(s.SavepointName))
	case pg.TransactionStmtKind_TRANS_STMT_ROLLBACK_TO:
		return is("ROLLBACK TO SAVEPOINT").saying("roll back to savepoint %s", ident(s.SavepointName))
	case pg.TransactionStmtKind_TRANS_STMT_PREPARE:
		return is("PREPARE TRANSACTION").saying("prepare transaction %s", literal(s.Gid))
	case pg.TransactionStmtKind_TRANS_STMT_COMMIT_PREPARED:
		return is("COMMIT PREPARED").saying("commit prepared transaction %s", literal(s.Gid))
	case pg.TransactionStmtKind_TRANS_STMT_ROLLBACK_PREPARED:
		return is("ROLLBACK PREPARED").saying("roll back prepared transaction %s", literal(s.Gid))
	}
	return description{}
}

func sets(s *pg.VariableSetStmt) description {
	kind := "SET"
	if s.Kind == pg.VariableSetKind_VAR_RESET || s.Kind == pg.VariableSetKind_VAR_RESET_ALL {
		kind = "RESET"
	}
	return is(kind).saying("%s", changes(s))
}

// changes says what SET or RESET does.
func changes(s *pg.VariableSetStmt) string {
	local := ""
	if s.IsLocal {
		local = "local "
	}
	switch s.Kind {
	case pg.VariableSetKind_VAR_RESET:
		return "reset " + s.Name
	case pg.VariableSetKind_VAR_RESET_ALL:
		return "reset every setting"
	case pg.VariableSetKind_VAR_SET_DEFAULT:
		return "set " + local + s.Name + " to its default"
	case pg.VariableSetKind_VAR_SET_MULTI:
		return "set " + local + strings.ToLower(s.Name)
	}
	return "set " + local + s.Name
}

func discarded(mode pg.DiscardMode) string {
	switch mode {
	case pg.DiscardMode_DISCARD_PLANS:
		return "plans"
	case pg.DiscardMode_DISCARD_SEQUENCES:
		return "the state of sequences"
	case pg.DiscardMode_DISCARD_TEMP:
		return "temporary tables"
	}
	return "the whole state of the session"
}
