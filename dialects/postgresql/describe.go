//go:build cgo

package postgresql

import (
	"fmt"
	"strings"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
)

// description is what a statement is and names, for its Kind, Summary and Objects.
type description struct {
	kind    string
	summary string // "" stands for the kind and the objects
	objects []sqlstmt.Object
}

// described fills in p.stmt from the statement's tree.
func (p *parsing) described(node *pg.Node) {
	d := describe(node)
	if d.kind == "" {
		d.kind = kindOfText(p.stmt.Text)
	}
	if d.summary == "" {
		d.summary = d.standard()
	}
	p.stmt.Kind, p.stmt.Summary, p.stmt.Objects = d.kind, d.summary, d.objects
}

// standard is the kind in lower case and the objects: "create trigger t on table u".
func (d description) standard() string {
	summary := strings.ToLower(d.kind)
	for i, o := range d.objects {
		name := o.Kind + " " + o.Name
		switch {
		case i == 0 && strings.HasSuffix(summary, " "+o.Kind):
			name = " " + o.Name
		case i == 0:
			name = " " + name
		case o.Kind == d.objects[0].Kind && strings.HasPrefix(d.kind, "CREATE"):
			// What a new object refers to is not what the statement makes.
			continue
		case o.Kind == d.objects[0].Kind:
			name = ", " + o.Name
		default:
			name = " on " + name
		}
		summary += name
	}
	return summary
}

func is(kind string, objects ...sqlstmt.Object) description {
	return description{kind: kind, objects: objects}
}

// cascading adds to the summary what CASCADE lets the statement do.
func (d description) cascading(b pg.DropBehavior) description {
	if d.summary == "" {
		d.summary = d.standard()
	}
	d.summary += dependents(b)
	return d
}

// dependents says what CASCADE does to objects that the statement does not name.
func dependents(b pg.DropBehavior) string {
	if b == pg.DropBehavior_DROP_CASCADE {
		return " and what depends on it"
	}
	return ""
}

// saying gives d a summary of its own.
func (d description) saying(format string, args ...any) description {
	d.summary = fmt.Sprintf(format, args...)
	return d
}

// about makes a description whose kind ends in the words of an object's type.
func about(verb string, t pg.ObjectType, objects ...sqlstmt.Object) description {
	return is(verb+" "+strings.ToUpper(objectWord(t)), objects...)
}

// describe tells what a statement is. A type of node that is not in the list
// gives no kind.
func describe(node *pg.Node) description {
	switch n := node.Node.(type) {
	// Rows
	case *pg.Node_SelectStmt:
		return selects(node, n.SelectStmt)
	case *pg.Node_InsertStmt:
		return inserts(node, n.InsertStmt)
	case *pg.Node_UpdateStmt:
		return is("UPDATE", tablesOf(node)...).saying("update table %s%s", relation(n.UpdateStmt.Relation), everyRow(n.UpdateStmt.WhereClause))
	case *pg.Node_DeleteStmt:
		return is("DELETE", tablesOf(node)...).saying("delete from table %s%s", relation(n.DeleteStmt.Relation), everyRow(n.DeleteStmt.WhereClause))
	case *pg.Node_MergeStmt:
		return is("MERGE", tablesOf(node)...).saying("merge into table %s", relation(n.MergeStmt.Relation))
	case *pg.Node_TruncateStmt:
		d := is("TRUNCATE", relations("table", n.TruncateStmt.Relations)...)
		if n.TruncateStmt.Behavior == pg.DropBehavior_DROP_CASCADE {
			return d.saying("%s and every table that refers to it", d.standard())
		}
		return d
	case *pg.Node_CopyStmt:
		return copies(n.CopyStmt)
	case *pg.Node_CallStmt:
		return is("CALL", object("procedure", named(n.CallStmt.Funccall.GetFuncname())))
	case *pg.Node_DoStmt:
		return is("DO").saying("run an anonymous %s block", language(n.DoStmt.Args, "plpgsql"))
	case *pg.Node_LockStmt:
		return is("LOCK", relations("table", n.LockStmt.Relations)...)

	// Tables and what belongs to them
	case *pg.Node_CreateStmt:
		return creates("TABLE", n.CreateStmt)
	case *pg.Node_CreateForeignTableStmt:
		return creates("FOREIGN TABLE", n.CreateForeignTableStmt.BaseStmt)
	case *pg.Node_CreateTableAsStmt:
		return createsFromQuery(n.CreateTableAsStmt)
	case *pg.Node_AlterTableStmt:
		return altersTable(n.AlterTableStmt)
	case *pg.Node_AlterTableMoveAllStmt:
		s := n.AlterTableMoveAllStmt
		return about("ALTER", s.Objtype).saying("move every %s in tablespace %s to tablespace %s",
			objectWord(s.Objtype), ident(s.OrigTablespacename), ident(s.NewTablespacename))
	case *pg.Node_IndexStmt:
		return createsIndex(n.IndexStmt)
	case *pg.Node_ViewStmt:
		return is("CREATE VIEW", append([]sqlstmt.Object{object("view", relation(n.ViewStmt.View))}, tablesOf(n.ViewStmt.Query)...)...).
			saying("create view %s", relation(n.ViewStmt.View))
	case *pg.Node_RefreshMatViewStmt:
		return is("REFRESH MATERIALIZED VIEW", object("materialized view", relation(n.RefreshMatViewStmt.Relation)))
	case *pg.Node_CreateTrigStmt:
		return is("CREATE TRIGGER", object("trigger", ident(n.CreateTrigStmt.Trigname)), table(n.CreateTrigStmt.Relation))
	case *pg.Node_RuleStmt:
		return is("CREATE RULE", object("rule", ident(n.RuleStmt.Rulename)), table(n.RuleStmt.Relation))
	case *pg.Node_CreatePolicyStmt:
		return is("CREATE POLICY", object("policy", ident(n.CreatePolicyStmt.PolicyName)), table(n.CreatePolicyStmt.Table))
	case *pg.Node_AlterPolicyStmt:
		return is("ALTER POLICY", object("policy", ident(n.AlterPolicyStmt.PolicyName)), table(n.AlterPolicyStmt.Table))
	case *pg.Node_CreateStatsStmt:
		return is("CREATE STATISTICS", append([]sqlstmt.Object{object("statistics", named(n.CreateStatsStmt.Defnames))},
			relations("table", n.CreateStatsStmt.Relations)...)...)
	case *pg.Node_AlterStatsStmt:
		return is("ALTER STATISTICS", object("statistics", named(n.AlterStatsStmt.Defnames)))
	case *pg.Node_CreateSeqStmt:
		return is("CREATE SEQUENCE", object("sequence", relation(n.CreateSeqStmt.Sequence)))
	case *pg.Node_AlterSeqStmt:
		return is("ALTER SEQUENCE", object("sequence", relation(n.AlterSeqStmt.Sequence)))

	// Types, functions, operators
	case *pg.Node_CreateEnumStmt:
		return is("CREATE TYPE", object("type", named(n.CreateEnumStmt.TypeName)))
	case *pg.Node_CompositeTypeStmt:
		return is("CREATE TYPE", object("type", relation(n.CompositeTypeStmt.Typevar)))
	case *pg.Node_CreateRangeStmt:
		return is("CREATE TYPE", object("type", named(n.CreateRangeStmt.TypeName)))
	case *pg.Node_AlterEnumStmt:
		return altersEnum(n.AlterEnumStmt)
	case *pg.Node_AlterTypeStmt:
		return is("ALTER TYPE", object("type", named(n.AlterTypeStmt.TypeName)))
	case *pg.Node_CreateDomainStmt:
		return is("CREATE DOMAIN", object("domain", named(n.CreateDomainStmt.Domainname)))
	case *pg.Node_AlterDomainStmt:
		return is("ALTER DOMAIN", object("domain", named(n.AlterDomainStmt.TypeName)))
	case *pg.Node_CreateFunctionStmt:
		return createsRoutine(n.CreateFunctionStmt)
	case *pg.Node_AlterFunctionStmt:
		return about("ALTER", n.AlterFunctionStmt.Objtype, object(objectWord(n.AlterFunctionStmt.Objtype), routine(n.AlterFunctionStmt.Func)))
	case *pg.Node_DefineStmt:
		return defines(n.DefineStmt)
	case *pg.Node_AlterOperatorStmt:
		op := n.AlterOperatorStmt.Opername
		return is("ALTER OPERATOR", object("operator", operatorName(op.Objname)+arguments(op.Objargs)))
	case *pg.Node_CreateOpClassStmt:
		return is("CREATE OPERATOR CLASS", object("operator class", named(n.CreateOpClassStmt.Opclassname)))
	case *pg.Node_CreateOpFamilyStmt:
		return is("CREATE OPERATOR FAMILY", object("operator family", named(n.CreateOpFamilyStmt.Opfamilyname)))
	case *pg.Node_AlterOpFamilyStmt:
		return is("ALTER OPERATOR FAMILY", object("operator family", named(n.AlterOpFamilyStmt.Opfamilyname)))
	case *pg.Node_CreateCastStmt:
		return is("CREATE CAST", object("cast", "("+typeName(n.CreateCastStmt.Sourcetype)+" as "+typeName(n.CreateCastStmt.Targettype)+")"))
	case *pg.Node_CreateTransformStmt:
		return is("CREATE TRANSFORM", object("transform", "for "+typeName(n.CreateTransformStmt.TypeName)+" language "+ident(n.CreateTransformStmt.Lang)))
	case *pg.Node_CreateConversionStmt:
		return is("CREATE CONVERSION", object("conversion", named(n.CreateConversionStmt.ConversionName)))
	case *pg.Node_AlterCollationStmt:
		return is("ALTER COLLATION", object("collation", named(n.AlterCollationStmt.Collname)))
	case *pg.Node_AlterTsdictionaryStmt:
		return is("ALTER TEXT SEARCH DICTIONARY", object("text search dictionary", named(n.AlterTsdictionaryStmt.Dictname)))
	case *pg.Node_AlterTsconfigurationStmt:
		return is("ALTER TEXT SEARCH CONFIGURATION", object("text search configuration", named(n.AlterTsconfigurationStmt.Cfgname)))
	case *pg.Node_CreateAmStmt:
		return is("CREATE ACCESS METHOD", object("access method", ident(n.CreateAmStmt.Amname)))
	case *pg.Node_CreatePlangStmt:
		return is("CREATE LANGUAGE", object("language", ident(n.CreatePlangStmt.Plname)))

	// Any kind of object
	case *pg.Node_DropStmt:
		return drops(n.DropStmt)
	case *pg.Node_RenameStmt:
		return renames(n.RenameStmt)
	case *pg.Node_AlterObjectSchemaStmt:
		s := n.AlterObjectSchemaStmt
		subject := owned(s.ObjectType, s.Relation, s.Object)
		return about("ALTER", s.ObjectType, subject).saying("move %s %s to schema %s", subject.Kind, subject.Name, ident(s.Newschema))
	case *pg.Node_AlterOwnerStmt:
		s := n.AlterOwnerStmt
		subject := owned(s.ObjectType, s.Relation, s.Object)
		return about("ALTER", s.ObjectType, subject).saying("give %s %s to role %s", subject.Kind, subject.Name, role(s.Newowner))
	case *pg.Node_AlterObjectDependsStmt:
		s := n.AlterObjectDependsStmt
		return about("ALTER", s.ObjectType, owned(s.ObjectType, s.Relation, s.Object))
	case *pg.Node_CommentStmt:
		return is("COMMENT", target(n.CommentStmt.Objtype, n.CommentStmt.Object)...).
			saying("comment on %s", naming(target(n.CommentStmt.Objtype, n.CommentStmt.Object)))
	case *pg.Node_SecLabelStmt:
		return is("SECURITY LABEL", target(n.SecLabelStmt.Objtype, n.SecLabelStmt.Object)...).
			saying("security label on %s", naming(target(n.SecLabelStmt.Objtype, n.SecLabelStmt.Object)))

	// Roles and rights
	case *pg.Node_GrantStmt:
		return grants(n.GrantStmt)
	case *pg.Node_GrantRoleStmt:
		return grantsRole(n.GrantRoleStmt)
	case *pg.Node_AlterDefaultPrivilegesStmt:
		return is("ALTER DEFAULT PRIVILEGES")
	case *pg.Node_CreateRoleStmt:
		return is("CREATE ROLE", object("role", ident(n.CreateRoleStmt.Role)))
	case *pg.Node_AlterRoleStmt:
		return is("ALTER ROLE", object("role", role(n.AlterRoleStmt.Role)))
	case *pg.Node_AlterRoleSetStmt:
		if n.AlterRoleSetStmt.Role == nil {
			return is("ALTER ROLE").saying("change the settings of every role")
		}
		return is("ALTER ROLE", object("role", role(n.AlterRoleSetStmt.Role)))
	case *pg.Node_DropRoleStmt:
		return is("DROP ROLE", roles(n.DropRoleStmt.Roles)...)
	case *pg.Node_DropOwnedStmt:
		owners := roles(n.DropOwnedStmt.Roles)
		return is("DROP OWNED", owners...).saying("drop everything that belongs to %s", roleNames(owners)).cascading(n.DropOwnedStmt.Behavior)
	case *pg.Node_ReassignOwnedStmt:
		owners := roles(n.ReassignOwnedStmt.Roles)
		return is("REASSIGN OWNED", owners...).saying("reassign everything that belongs to %s to %s", roleNames(owners), role(n.ReassignOwnedStmt.Newrole))

	// Schemas, databases, the server
	case *pg.Node_CreateSchemaStmt:
		return createsSchema(n.CreateSchemaStmt)
	case *pg.Node_CreateExtensionStmt:
		return is("CREATE EXTENSION", object("extension", ident(n.CreateExtensionStmt.Extname)))
	case *pg.Node_AlterExtensionStmt:
		return is("ALTER EXTENSION", object("extension", ident(n.AlterExtensionStmt.Extname)))
	case *pg.Node_AlterExtensionContentsStmt:
		s := n.AlterExtensionContentsStmt
		return is("ALTER EXTENSION", append([]sqlstmt.Object{object("extension", ident(s.Extname))}, target(s.Objtype, s.Object)...)...).
			saying("alter extension %s: its member %s", ident(s.Extname), naming(target(s.Objtype, s.Object)))
	case *pg.Node_CreatedbStmt:
		return is("CREATE DATABASE", object("database", ident(n.CreatedbStmt.Dbname)))
	case *pg.Node_AlterDatabaseStmt:
		return is("ALTER DATABASE", object("database", ident(n.AlterDatabaseStmt.Dbname)))
	case *pg.Node_AlterDatabaseSetStmt:
		return is("ALTER DATABASE", object("database", ident(n.AlterDatabaseSetStmt.Dbname)))
	case *pg.Node_AlterDatabaseRefreshCollStmt:
		return is("ALTER DATABASE", object("database", ident(n.AlterDatabaseRefreshCollStmt.Dbname)))
	case *pg.Node_DropdbStmt:
		return is("DROP DATABASE", object("database", ident(n.DropdbStmt.Dbname)))
	case *pg.Node_CreateTableSpaceStmt:
		return is("CREATE TABLESPACE", object("tablespace", ident(n.CreateTableSpaceStmt.Tablespacename)))
	case *pg.Node_AlterTableSpaceOptionsStmt:
		return is("ALTER TABLESPACE", object("tablespace", ident(n.AlterTableSpaceOptionsStmt.Tablespacename)))
	case *pg.Node_DropTableSpaceStmt:
		return is("DROP TABLESPACE", object("tablespace", ident(n.DropTableSpaceStmt.Tablespacename)))
	case *pg.Node_AlterSystemStmt:
		return is("ALTER SYSTEM").saying("alter system: %s", changes(n.AlterSystemStmt.Setstmt))
	case *pg.Node_CreateEventTrigStmt:
		return is("CREATE EVENT TRIGGER", object("event trigger", ident(n.CreateEventTrigStmt.Trigname)))
	case *pg.Node_AlterEventTrigStmt:
		return is("ALTER EVENT TRIGGER", object("event trigger", ident(n.AlterEventTrigStmt.Trigname)))
	case *pg.Node_LoadStmt:
		return is("LOAD").saying("load the library %s", literal(n.LoadStmt.Filename))
	case *pg.Node_CheckPointStmt:
		return is("CHECKPOINT")

	// Foreign data, replication
	case *pg.Node_CreateFdwStmt:
		return is("CREATE FOREIGN DATA WRAPPER", object("foreign data wrapper", ident(n.CreateFdwStmt.Fdwname)))
	case *pg.Node_AlterFdwStmt:
		return is("ALTER FOREIGN DATA WRAPPER", object("foreign data wrapper", ident(n.AlterFdwStmt.Fdwname)))
	case *pg.Node_CreateForeignServerStmt:
		return is("CREATE SERVER", object("server", ident(n.CreateForeignServerStmt.Servername)))
	case *pg.Node_AlterForeignServerStmt:
		return is("ALTER SERVER", object("server", ident(n.AlterForeignServerStmt.Servername)))
	case *pg.Node_CreateUserMappingStmt:
		return mapsUser("CREATE", n.CreateUserMappingStmt.User, n.CreateUserMappingStmt.Servername)
	case *pg.Node_AlterUserMappingStmt:
		return mapsUser("ALTER", n.AlterUserMappingStmt.User, n.AlterUserMappingStmt.Servername)
	case *pg.Node_DropUserMappingStmt:
		return mapsUser("DROP", n.DropUserMappingStmt.User, n.DropUserMappingStmt.Servername)
	case *pg.Node_ImportForeignSchemaStmt:
		s := n.ImportForeignSchemaStmt
		return is("IMPORT FOREIGN SCHEMA", object("schema", ident(s.LocalSchema)), object("server", ident(s.ServerName))).
			saying("import foreign schema %s of server %s into schema %s", ident(s.RemoteSchema), ident(s.ServerName), ident(s.LocalSchema))
	case *pg.Node_CreatePublicationStmt:
		return is("CREATE PUBLICATION", object("publication", ident(n.CreatePublicationStmt.Pubname)))
	case *pg.Node_AlterPublicationStmt:
		return is("ALTER PUBLICATION", object("publication", ident(n.AlterPublicationStmt.Pubname)))
	case *pg.Node_CreateSubscriptionStmt:
		return is("CREATE SUBSCRIPTION", object("subscription", ident(n.CreateSubscriptionStmt.Subname)))
	case *pg.Node_AlterSubscriptionStmt:
		return is("ALTER SUBSCRIPTION", object("subscription", ident(n.AlterSubscriptionStmt.Subname)))
	case *pg.Node_DropSubscriptionStmt:
		return is("DROP SUBSCRIPTION", object("subscription", ident(n.DropSubscriptionStmt.Subname)))

	// Upkeep
	case *pg.Node_VacuumStmt:
		return vacuums(n.VacuumStmt)
	case *pg.Node_ClusterStmt:
		if n.ClusterStmt.Relation == nil {
			return is("CLUSTER").saying("cluster every table that has been clustered before")
		}
		return is("CLUSTER", table(n.ClusterStmt.Relation))
	case *pg.Node_ReindexStmt:
		return reindexes(n.ReindexStmt)

	// The session and its transactions
	case *pg.Node_TransactionStmt:
		return transacts(n.TransactionStmt)
	case *pg.Node_VariableSetStmt:
		return sets(n.VariableSetStmt)
	case *pg.Node_VariableShowStmt:
		return is("SHOW").saying("show %s", n.VariableShowStmt.Name)
	case *pg.Node_DiscardStmt:
		return is("DISCARD").saying("discard %s", discarded(n.DiscardStmt.Target))
	case *pg.Node_ConstraintsSetStmt:
		return is("SET CONSTRAINTS", relations("constraint", n.ConstraintsSetStmt.Constraints)...)
	case *pg.Node_PrepareStmt:
		return is("PREPARE", tablesOf(n.PrepareStmt.Query)...).saying("prepare statement %s", ident(n.PrepareStmt.Name))
	case *pg.Node_ExecuteStmt:
		return is("EXECUTE").saying("execute prepared statement %s", ident(n.ExecuteStmt.Name))
	case *pg.Node_DeallocateStmt:
		if n.DeallocateStmt.Name == "" {
			return is("DEALLOCATE").saying("deallocate every prepared statement")
		}
		return is("DEALLOCATE").saying("deallocate prepared statement %s", ident(n.DeallocateStmt.Name))
	case *pg.Node_ExplainStmt:
		return is("EXPLAIN", tablesOf(n.ExplainStmt.Query)...).saying("explain: %s", inner(n.ExplainStmt.Query))
	case *pg.Node_DeclareCursorStmt:
		return is("DECLARE", tablesOf(n.DeclareCursorStmt.Query)...).saying("declare cursor %s", ident(n.DeclareCursorStmt.Portalname))
	case *pg.Node_FetchStmt:
		if n.FetchStmt.Ismove {
			return is("MOVE").saying("move cursor %s", ident(n.FetchStmt.Portalname))
		}
		return is("FETCH").saying("fetch from cursor %s", ident(n.FetchStmt.Portalname))
	case *pg.Node_ClosePortalStmt:
		if n.ClosePortalStmt.Portalname == "" {
			return is("CLOSE").saying("close every cursor")
		}
		return is("CLOSE").saying("close cursor %s", ident(n.ClosePortalStmt.Portalname))
	case *pg.Node_NotifyStmt:
		return is("NOTIFY").saying("notify channel %s", ident(n.NotifyStmt.Conditionname))
	case *pg.Node_ListenStmt:
		return is("LISTEN").saying("listen on channel %s", ident(n.ListenStmt.Conditionname))
	case *pg.Node_UnlistenStmt:
		return is("UNLISTEN").saying("stop listening")
	}
	return description{}
}
