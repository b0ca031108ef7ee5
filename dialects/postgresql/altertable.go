//go:build cgo

package postgresql

import (
	"strings"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
)

// altersTable describes ALTER TABLE, and ALTER of an index, view or sequence in
// its forms that are ALTER TABLE to the parser.
func altersTable(s *pg.AlterTableStmt) description {
	word := objectWord(s.Objtype)
	objects := []sqlstmt.Object{object(word, relation(s.Relation))}
	steps := make([]string, 0, len(s.Cmds))
	for _, node := range s.Cmds {
		cmd := node.GetAlterTableCmd()
		steps = append(steps, alterStep(cmd))
		objects = append(objects, references([]*pg.Node{cmd.GetDef()})...)
		if part := cmd.GetDef().GetPartitionCmd(); part != nil {
			objects = append(objects, object(word, relation(part.Name)))
		}
		if parent := cmd.GetDef().GetRangeVar(); parent != nil {
			objects = append(objects, table(parent))
		}
	}
	d := is("ALTER "+strings.ToUpper(word), objects...)
	return d.saying("alter %s %s: %s", word, objects[0].Name, listed(steps))
}

// alterStep describes one command of ALTER TABLE.
func alterStep(c *pg.AlterTableCmd) string {
	name := ident(c.Name)
	switch c.Subtype {
	case pg.AlterTableType_AT_AddColumn:
		column := c.Def.GetColumnDef()
		return strings.TrimSpace("add column " + ident(column.GetColname()) + " " + typeName(column.GetTypeName()))
	case pg.AlterTableType_AT_DropColumn:
		return "drop column " + name + dependents(c.Behavior)
	case pg.AlterTableType_AT_ColumnDefault:
		if c.Def == nil {
			return "drop the default of column " + name
		}
		return "set the default of column " + name
	case pg.AlterTableType_AT_DropNotNull:
		return "allow nulls in column " + name
	case pg.AlterTableType_AT_SetNotNull:
		return "forbid nulls in column " + name
	case pg.AlterTableType_AT_AlterColumnType:
		return "change column " + name + " to type " + typeName(c.Def.GetColumnDef().GetTypeName())
	case pg.AlterTableType_AT_AddIdentity, pg.AlterTableType_AT_SetIdentity, pg.AlterTableType_AT_DropIdentity:
		return identityVerb(c.Subtype) + " identity of column " + name
	case pg.AlterTableType_AT_SetExpression:
		return "change the generating expression of column " + name
	case pg.AlterTableType_AT_DropExpression:
		return "drop the generating expression of column " + name
	case pg.AlterTableType_AT_SetStatistics, pg.AlterTableType_AT_SetOptions, pg.AlterTableType_AT_ResetOptions,
		pg.AlterTableType_AT_SetStorage, pg.AlterTableType_AT_SetCompression, pg.AlterTableType_AT_AlterColumnGenericOptions:
		return strings.TrimSpace("change the options of column " + name)
	case pg.AlterTableType_AT_AddConstraint:
		return addConstraint(c.Def.GetConstraint())
	case pg.AlterTableType_AT_AlterConstraint:
		step := "alter constraint " + ident(c.Def.GetConstraint().GetConname())
		if what, _ := c.Def.GetConstraint().Altered(); what != "" {
			step += ": " + strings.ToLower(what)
		}
		return step
	case pg.AlterTableType_AT_ValidateConstraint:
		return "validate constraint " + name
	case pg.AlterTableType_AT_DropConstraint:
		return "drop constraint " + name + dependents(c.Behavior)
	case pg.AlterTableType_AT_ChangeOwner:
		return "give it to role " + role(c.Newowner)
	case pg.AlterTableType_AT_ClusterOn:
		return "cluster on index " + name
	case pg.AlterTableType_AT_DropCluster:
		return "forget the clustering index"
	case pg.AlterTableType_AT_SetLogged:
		return "make it logged"
	case pg.AlterTableType_AT_SetUnLogged:
		return "make it unlogged"
	case pg.AlterTableType_AT_DropOids:
		return "drop the oids"
	case pg.AlterTableType_AT_SetAccessMethod:
		if c.Name == "" {
			return "change the access method to the default one"
		}
		return "change the access method to " + name
	case pg.AlterTableType_AT_SetTableSpace:
		return "move it to tablespace " + name
	case pg.AlterTableType_AT_SetRelOptions, pg.AlterTableType_AT_ResetRelOptions, pg.AlterTableType_AT_ReplaceRelOptions,
		pg.AlterTableType_AT_GenericOptions:
		return "change its options"
	case pg.AlterTableType_AT_EnableTrig, pg.AlterTableType_AT_EnableAlwaysTrig, pg.AlterTableType_AT_EnableReplicaTrig:
		return "enable trigger " + name
	case pg.AlterTableType_AT_DisableTrig:
		return "disable trigger " + name
	case pg.AlterTableType_AT_EnableTrigAll, pg.AlterTableType_AT_EnableTrigUser:
		return "enable triggers"
	case pg.AlterTableType_AT_DisableTrigAll, pg.AlterTableType_AT_DisableTrigUser:
		return "disable triggers"
	case pg.AlterTableType_AT_EnableRule, pg.AlterTableType_AT_EnableAlwaysRule, pg.AlterTableType_AT_EnableReplicaRule:
		return "enable rule " + name
	case pg.AlterTableType_AT_DisableRule:
		return "disable rule " + name
	case pg.AlterTableType_AT_AddInherit:
		return "inherit from table " + relation(c.Def.GetRangeVar())
	case pg.AlterTableType_AT_DropInherit:
		return "stop to inherit from table " + relation(c.Def.GetRangeVar())
	case pg.AlterTableType_AT_AddOf:
		return "make it a table of type " + typeName(c.Def.GetTypeName())
	case pg.AlterTableType_AT_DropOf:
		return "free it from its type"
	case pg.AlterTableType_AT_ReplicaIdentity:
		return "change the replica identity"
	case pg.AlterTableType_AT_EnableRowSecurity:
		return "enable row level security"
	case pg.AlterTableType_AT_DisableRowSecurity:
		return "disable row level security"
	case pg.AlterTableType_AT_ForceRowSecurity:
		return "force row level security on its owner"
	case pg.AlterTableType_AT_NoForceRowSecurity:
		return "free its owner from row level security"
	case pg.AlterTableType_AT_AttachPartition:
		return "attach partition " + relation(c.Def.GetPartitionCmd().GetName())
	case pg.AlterTableType_AT_DetachPartition:
		return "detach partition " + relation(c.Def.GetPartitionCmd().GetName())
	case pg.AlterTableType_AT_DetachPartitionFinalize:
		return "finish to detach partition " + relation(c.Def.GetPartitionCmd().GetName())
	}
	return "another change"
}

func identityVerb(t pg.AlterTableType) string {
	switch t {
	case pg.AlterTableType_AT_AddIdentity:
		return "add the"
	case pg.AlterTableType_AT_DropIdentity:
		return "drop the"
	}
	return "change the"
}

// addConstraint describes ADD CONSTRAINT: "add unique constraint c".
func addConstraint(c *pg.Constraint) string {
	words := map[pg.ConstrType]string{
		pg.ConstrType_CONSTR_CHECK:     "check constraint",
		pg.ConstrType_CONSTR_PRIMARY:   "primary key",
		pg.ConstrType_CONSTR_UNIQUE:    "unique constraint",
		pg.ConstrType_CONSTR_EXCLUSION: "exclusion constraint",
		pg.ConstrType_CONSTR_FOREIGN:   "foreign key",
	}
	word, ok := words[c.GetContype()]
	if !ok {
		word = "constraint"
	}
	step := "add " + word
	if c.GetConname() != "" {
		step += " " + ident(c.Conname)
	}
	if c.GetPktable() != nil {
		step += " to table " + relation(c.Pktable)
	}
	if c.GetIndexname() != "" {
		step += " using index " + ident(c.Indexname)
	}
	switch {
	case c.IsNotEnforced():
		step += ", not enforced"
	case c.GetSkipValidation():
		step += ", not validated"
	}
	return step
}
