package postgresql

import (
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/ir"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// factOf is the row of the table of locks that an action is, by its id; empty for one that locks no relation.
func factOf(a *sqlstmt.Action, v ir.Version) string {
	if a.Skipped && a.Unknown != "" {
		return "" // IF EXISTS, and it does not
	}
	switch a.Kind {
	case sqlstmt.AddColumn:
		return addColumnFact(a)
	case sqlstmt.AddConstraint:
		return addConstraintFact(a)
	case sqlstmt.ValidateConstraint:
		switch {
		case a.Skipped:
			return "validate-skipped"
		case a.Constraint == schema.ForeignKey:
			return "validate-foreign-key"
		case a.Constraint == schema.NotNullConstraint:
			return "validate-not-null"
		}
		return "validate-check"
	case sqlstmt.AlterConstraint:
		switch a.To {
		case "enforced", "not enforced", "inherit", "no inherit":
			return "alter-constraint-" + strings.ReplaceAll(a.To, " ", "-")
		}
		return "alter-constraint"
	case sqlstmt.DropConstraint:
		switch {
		case a.Skipped:
			return "alter-skipped"
		case a.Constraint == schema.ForeignKey:
			return "drop-foreign-key"
		}
		return "drop-constraint"
	case sqlstmt.DropColumn:
		return skippable(a, "drop-column")
	case sqlstmt.AlterColumnType:
		if a.InPlace && (!a.UTC || v.AtLeast(12, 0)) {
			return "alter-type-in-place"
		}
		return "alter-type"
	case sqlstmt.SetNotNull:
		switch {
		case a.Skipped:
			return "alter-skipped"
		case a.NotValid:
			return "add-not-null-not-valid"
		case a.Proven && v.AtLeast(12, 0):
			return "set-not-null-proven"
		}
		return "set-not-null"
	case sqlstmt.SetExpression:
		if a.Virtual {
			return "set-expression-virtual"
		}
		return "set-expression"
	case sqlstmt.SetTableOption:
		return tableOptionFact(a)
	case sqlstmt.SetColumnOption:
		switch a.To {
		case "statistics", "attribute":
			return "set-column-statistics"
		}
		return "set-column-storage"
	case sqlstmt.CreateTable:
		return createTableFact(a)
	case sqlstmt.CreateIndex:
		return concurrent(a, "create-index")
	case sqlstmt.DropIndex:
		if a.Skipped {
			return ""
		}
		return concurrent(a, "drop-index")
	case sqlstmt.Reindex:
		if a.Concurrently {
			return "reindex-concurrently"
		}
		if a.TableKind == schema.Partitioned && v.AtLeast(14, 0) {
			return "reindex-partitioned"
		}
		return "reindex"
	case sqlstmt.RefreshView:
		return concurrent(a, "refresh-view")
	case sqlstmt.DetachPartition:
		if a.To == "finalize" {
			return "detach-finalize"
		}
		return concurrent(a, "detach-partition")
	case sqlstmt.CreateView:
		return createViewFact(a)
	case sqlstmt.Comment:
		switch a.To {
		case "table", "column", "view", "materialized view", "foreign table":
			return "comment"
		case "index":
			return "comment-index"
		case "constraint", "trigger", "rule", "policy":
			return "comment-part"
		}
		return ""
	case sqlstmt.Select:
		if a.To == "for update" {
			return "select-for-update"
		}
		return "select"
	case sqlstmt.Copy:
		if a.To == "from" {
			return "insert"
		}
		return "select"
	case sqlstmt.AddDomainConstraint, sqlstmt.AlterDomain:
		if a.To == "validate constraint" {
			return "validate-domain"
		}
		return "domain-constraint"
	case sqlstmt.AlterSequence:
		if a.To != "options" {
			return "move-sequence"
		}
		return "alter-sequence"
	case sqlstmt.Analyze, sqlstmt.Vacuum, sqlstmt.VacuumFull, sqlstmt.Cluster:
		id := strings.ReplaceAll(string(a.Kind), " ", "-")
		if a.TableKind == schema.Partitioned {
			id += "-partitioned"
		}
		return id
	case sqlstmt.RenameTrigger:
		if a.Definition != "" {
			return "rename-policy"
		}
		return "rename-trigger"
	case sqlstmt.Publish, sqlstmt.Unpublish:
		if a.TableSQL == "" {
			return "" // whole schemas and publications: only the caches of the tables are told
		}
		return "publish-table"
	case sqlstmt.CreateSubscription, sqlstmt.AlterSubscription:
		if a.Unknown == "" {
			return ""
		}
		return "refresh-subscription"
	case sqlstmt.Other, sqlstmt.CreateType, sqlstmt.AddEnumValue, sqlstmt.DropSubscription:
		return ""
	case sqlstmt.Grant:
		return "grant"
	}
	return plainFact(a.Kind)
}

// plainFact are the kinds that are one row whatever their details are.
func plainFact(kind sqlstmt.ActionKind) string {
	switch kind {
	case sqlstmt.CreateTableAs:
		return "create-table-as"
	case sqlstmt.DropTable:
		return "drop-table"
	case sqlstmt.DropView:
		return "drop-view"
	case sqlstmt.DropSchema:
		return "drop-schema"
	case sqlstmt.DropType:
		return "drop-type"
	case sqlstmt.RenameTable:
		return "rename-table"
	case sqlstmt.RenameColumn:
		return "rename-column"
	case sqlstmt.RenameConstraint:
		return "rename-constraint"
	case sqlstmt.RenameIndex:
		return "rename-index"
	case sqlstmt.SetSchema:
		return "set-schema"
	case sqlstmt.SetDefault, sqlstmt.DropDefault, sqlstmt.DropNotNull, sqlstmt.DropExpression, sqlstmt.AddIdentity:
		return "alter-column"
	case sqlstmt.SetIdentity:
		return "set-identity"
	case sqlstmt.DropIdentity:
		return "drop-identity"
	case sqlstmt.AttachPartition:
		return "attach-partition"
	case sqlstmt.AttachIndex:
		return "attach-index"
	case sqlstmt.Inherit:
		return "inherit"
	case sqlstmt.NoInherit:
		return "no-inherit"
	case sqlstmt.CreateTrigger:
		return "create-trigger"
	case sqlstmt.DropTrigger:
		return "drop-trigger"
	case sqlstmt.EnableTrigger:
		return "enable-trigger"
	case sqlstmt.CreateRule, sqlstmt.DropRule, sqlstmt.EnableRule:
		return "rule"
	case sqlstmt.CreatePolicy, sqlstmt.AlterPolicy, sqlstmt.DropPolicy:
		return "policy"
	case sqlstmt.CreateStatistics, sqlstmt.DropStatistics:
		return strings.ReplaceAll(string(kind), " ", "-")
	case sqlstmt.CreateSequence:
		return "create-sequence"
	case sqlstmt.DropSequence:
		return "drop-sequence"
	case sqlstmt.Insert:
		return "insert"
	case sqlstmt.Update, sqlstmt.Delete, sqlstmt.Merge:
		return "update"
	case sqlstmt.Truncate:
		return "truncate"
	case sqlstmt.LockTable:
		return "lock-table"
	}
	return ""
}

func skippable(a *sqlstmt.Action, id string) string {
	if a.Skipped {
		return "alter-skipped"
	}
	return id
}

// concurrent picks the row of the form with CONCURRENTLY, and that of one that finds nothing to do.
func concurrent(a *sqlstmt.Action, id string) string {
	if a.Concurrently {
		id += "-concurrently"
	}
	if a.Skipped {
		id += "-skipped"
	}
	return id
}

func addColumnFact(a *sqlstmt.Action) string {
	switch {
	case a.New:
		return "new-table"
	case a.Skipped:
		return "alter-skipped"
	case a.Stored:
		return "add-column-stored"
	case a.Virtual:
		return "add-column-virtual"
	case a.Counted:
		return "add-column-serial"
	case a.Constrained:
		return "add-column-domain"
	case a.Default && a.Volatile:
		return "add-column-volatile-default"
	case a.Default:
		return "add-column-default"
	case a.NotNull:
		return "add-column-not-null"
	}
	return "add-column"
}

func addConstraintFact(a *sqlstmt.Action) string {
	if a.Skipped {
		return "alter-skipped"
	}
	switch a.Constraint {
	case schema.Check:
		if a.NotValid {
			return "add-check-not-valid"
		}
		return "add-check"
	case schema.ForeignKey:
		if a.NotValid || a.Proven {
			return "add-foreign-key-not-valid"
		}
		return "add-foreign-key"
	case schema.PrimaryKey:
		switch {
		case a.Using != "" && a.Proven:
			return "add-constraint-using-index"
		case a.Using != "":
			return "add-primary-key-using-index"
		}
		return "add-primary-key"
	case schema.Unique:
		if a.Using != "" {
			return "add-constraint-using-index"
		}
		return "add-unique"
	}
	return "add-exclusion"
}

func createTableFact(a *sqlstmt.Action) string {
	switch {
	case a.Skipped:
		return ""
	case a.Definition != "":
		return "create-partition"
	}
	return "create-table"
}

func createViewFact(a *sqlstmt.Action) string {
	switch {
	case a.Skipped:
		return ""
	case !a.New:
		return "replace-view"
	case a.TableKind == schema.MaterializedView:
		return "create-table-as"
	}
	return "create-view"
}

func tableOptionFact(a *sqlstmt.Action) string {
	if name, ok := strings.CutPrefix(a.Name, "index parameter "); ok {
		switch name {
		case "fillfactor", "deduplicate_items", "vacuum_cleanup_index_scale_factor":
			return "set-index-parameter"
		}
		return "set-index-parameter-exclusive"
	}
	if name, ok := strings.CutPrefix(a.Name, "parameter "); ok {
		return parameterFact(a, name)
	}
	switch a.Name {
	case "logged", "unlogged":
		return skippable(a, "set-logged")
	case "tablespace":
		return "set-tablespace"
	case "access method":
		return "set-access-method"
	case "owner":
		return "set-owner"
	case "cluster on":
		return "cluster-on"
	case "oids":
		return "drop-oids"
	case "index tablespace":
		return "set-index-tablespace"
	case "index statistics":
		return "set-index-parameter"
	case "index other":
		return "set-index-parameter-exclusive"
	}
	return "set-table-option"
}

// parameterFact is the row of a storage parameter. Which mode each takes is said in the manual's page of ALTER TABLE, and parameter by parameter in
// https://github.com/postgres/postgres/blob/REL_15_STABLE/src/backend/access/common/reloptions.c
func parameterFact(a *sqlstmt.Action, name string) string {
	_, bare, toast := strings.Cut(name, ".")
	if toast {
		name = bare
	}
	switch {
	case a.TableKind == schema.View:
		return "set-parameter-exclusive"
	case strings.HasPrefix(name, "autovacuum_"), strings.HasPrefix(name, "log_autovacuum"), name == "fillfactor":
		return "set-parameter"
	case name == "parallel_workers":
		return "set-parameter-parallel"
	case name == "toast_tuple_target", name == "vacuum_index_cleanup", name == "vacuum_truncate", name == "vacuum_max_eager_freeze_failure_rate":
		return "set-parameter"
	}
	return "set-parameter-exclusive"
}
