package postgresql

import (
	"fmt"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// grantOption is any privilege that can be passed on.
const grantOption = "SELECT WITH GRANT OPTION, INSERT WITH GRANT OPTION, UPDATE WITH GRANT OPTION, DELETE WITH GRANT OPTION, TRUNCATE WITH GRANT OPTION, REFERENCES WITH GRANT OPTION, TRIGGER WITH GRANT OPTION"

// rightFor is the privilege that is enough for what is done to a table, of several any one; empty: only its owner may.
// https://www.postgresql.org/docs/current/ddl-priv.html
func rightFor(u sqlstmt.DemandUse) string {
	switch u.Kind {
	case sqlstmt.Insert:
		return "INSERT"
	case sqlstmt.Update:
		return "UPDATE"
	case sqlstmt.Delete:
		return "DELETE"
	case sqlstmt.Truncate:
		return "TRUNCATE"
	case sqlstmt.Merge:
		return "INSERT, UPDATE, DELETE"
	case sqlstmt.CreateTrigger:
		return "TRIGGER"
	case sqlstmt.Select, sqlstmt.CreateTableAs:
		return "SELECT"
	case sqlstmt.Copy:
		return "SELECT, INSERT"
	case sqlstmt.LockTable:
		return "SELECT, UPDATE, DELETE, TRUNCATE"
	case sqlstmt.Grant:
		return grantOption
	}
	if u.Referenced {
		return "REFERENCES"
	}
	return ""
}

// The ways in which somebody who does not own a table may do what the owner may.
const (
	ownerOnly   = "owner"
	ownerUntil  = "before 18" // likewise, and from PostgreSQL 18 on nobody asks
	orSchema    = "drop"      // the owner of the table's schema, too
	orMaintain  = "maintain"  // from PostgreSQL 17 on who has MAINTAIN
	elseSkipped = "vacuum"    // likewise, and the database's owner; the server leaves the table out with a warning
)

// ownershipFor says whether what is done to a table is for its owner; empty if anybody may. All of it was seen on servers of 15 and 18.
// https://www.postgresql.org/docs/current/sql-droptable.html, https://www.postgresql.org/docs/current/ddl-priv.html
func ownershipFor(u sqlstmt.DemandUse) string {
	switch u.Kind {
	case sqlstmt.CreateView, sqlstmt.Unpublish, sqlstmt.DropSchema, sqlstmt.DropStatistics: // the view, the publication, the schema has to be the role's
		return ""
	case sqlstmt.DetachPartition, sqlstmt.ValidateConstraint, sqlstmt.CreateIndex, sqlstmt.DropTrigger, sqlstmt.EnableTrigger, sqlstmt.RenameTrigger, sqlstmt.Reindex, sqlstmt.Cluster:
		if u.Child || u.Partition {
			return ""
		}
	case sqlstmt.AddConstraint, sqlstmt.DropConstraint:
		if u.Child && u.Constraint != schema.Check && !(u.Kind == sqlstmt.AddConstraint && u.Constraint == schema.PrimaryKey) {
			return ""
		}
	case sqlstmt.DropNotNull:
		if u.Child {
			return ownerUntil
		}
	}
	switch u.Kind {
	case sqlstmt.DropTable, sqlstmt.DropView, sqlstmt.DropIndex:
		if u.Child { // it goes along
			return ""
		}
		return orSchema
	case sqlstmt.Reindex, sqlstmt.Cluster, sqlstmt.RefreshView:
		return orMaintain
	case sqlstmt.Vacuum, sqlstmt.VacuumFull, sqlstmt.Analyze:
		return elseSkipped
	}
	return ownerOnly
}

// lackingRights asks for ownership and for single privileges. Where a statement works on the partitions of its table as well, the server asks
// for no privilege on these, but for that of a trigger.
func lackingRights(uses []sqlstmt.DemandUse) []sqlstmt.Probe {
	var owned, skipped, rights [][]string
	var shown []string
	for _, u := range uses {
		right := rightFor(u)
		if right == "" {
			switch way := ownershipFor(u); way {
			case "":
			case elseSkipped:
				skipped = append(skipped, []string{fullName(u.Table), way, u.Table.String()})
			default:
				owned = append(owned, []string{fullName(u.Table), way, u.Table.String()})
			}
			continue
		}
		if u.Child && u.Kind != sqlstmt.CreateTrigger {
			continue
		}
		word := right
		if right == grantOption {
			word = "GRANT OPTION"
		}
		if row := []string{fullName(u.Table), right, word}; !slices.ContainsFunc(rights, func(r []string) bool { return slices.Equal(r, row) }) {
			rights, shown = append(rights, row), append(shown, word+" on "+u.Table.String())
		}
	}
	list := []sqlstmt.Probe{}
	if len(owned) > 0 {
		list = append(list, notOwner("tables that the role does not own", owned, false))
	}
	if len(skipped) > 0 {
		list = append(list, notOwner("tables that VACUUM or ANALYZE leaves out, since the role does not own them", skipped, true))
	}
	if len(rights) > 0 {
		list = append(list, sqlstmt.Probe{What: "privileges that the role lacks", Object: fewOf(shown),
			Query: counted("SELECT t.word || ' on ' || t.name FROM " + values(rights...) +
				" AS t (name, privilege, word)\n    JOIN pg_class c ON c.oid = to_regclass(t.name) WHERE NOT CASE\n        WHEN t.privilege IN ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES') " +
				"THEN has_any_column_privilege(c.oid, t.privilege)\n        ELSE has_table_privilege(c.oid, t.privilege) END")})
	}
	return list
}

// notOwner asks for the tables that the role does not own, and with which it may not do in another way what the release does.
func notOwner(what string, rows [][]string, warns bool) sqlstmt.Probe {
	var pairs [][]string
	var names []string
	ways := map[string]bool{}
	for _, r := range rows {
		if !slices.ContainsFunc(pairs, func(p []string) bool { return slices.Equal(p, r[:2]) }) {
			pairs = append(pairs, r[:2])
		}
		if !slices.Contains(names, r[2]) {
			names = append(names, r[2])
		}
		ways[r[1]] = true
	}
	query := "SELECT DISTINCT t.name || ' belongs to ' || pg_get_userbyid(c.relowner) FROM " + values(pairs...) +
		" AS t (name, way)\n    JOIN pg_class c ON c.oid = to_regclass(t.name)\n    WHERE NOT pg_has_role(c.relowner, 'USAGE')"
	const maintains = "current_setting('server_version_num')::int >= 170000 THEN has_table_privilege(c.oid, 'MAINTAIN')"
	for _, or := range []struct{ way, unless string }{
		{orSchema, "THEN pg_has_role((SELECT nspowner FROM pg_namespace WHERE oid = c.relnamespace), 'USAGE')"},
		{ownerUntil, "THEN current_setting('server_version_num')::int >= 180000"},
		{orMaintain, "AND " + maintains},
		{elseSkipped, "AND pg_has_role((SELECT datdba FROM pg_database WHERE datname = current_database()), 'USAGE') THEN true WHEN " + maintains},
	} {
		if ways[or.way] {
			query += "\n        AND NOT CASE WHEN t.way = '" + or.way + "' " + or.unless + " ELSE false END"
		}
	}
	return sqlstmt.Probe{What: what, Object: fewOf(names), Warns: warns, Query: counted(query)}
}

// notOwned asks for the owner of what is no table. The owner of a schema may drop what is in it, too.
// https://www.postgresql.org/docs/current/sql-altertype.html, https://www.postgresql.org/docs/current/sql-altersequence.html
func notOwned(objects []sqlstmt.DemandObject) sqlstmt.Probe {
	var rows [][]string
	var names []string
	for _, o := range objects {
		dropped := "no"
		if o.Dropped {
			dropped = "yes"
		}
		rows = append(rows, []string{o.Kind, fullName(o.Name), dropped})
		if name := o.Kind + " " + o.Name.String(); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	statistics := "" // which PostgreSQL 9.6 does not have
	if slices.ContainsFunc(objects, func(o sqlstmt.DemandObject) bool { return o.Kind == "statistics" }) {
		statistics = "\n            UNION ALL SELECT 'statistics', oid, stxowner, stxnamespace FROM pg_statistic_ext"
	}
	return sqlstmt.Probe{What: "types, sequences and the like that the role does not own", Object: fewOf(names),
		Query: counted("SELECT DISTINCT o.kind || ' ' || o.name || ' belongs to ' || pg_get_userbyid(held.owner)\n    FROM " + values(rows...) + " AS o (kind, name, dropped)" + `
    JOIN (SELECT 'sequence', oid, relowner, relnamespace FROM pg_class UNION ALL SELECT 'type', oid, typowner, typnamespace FROM pg_type
            UNION ALL SELECT 'schema', oid, nspowner, oid FROM pg_namespace` + statistics + `) AS held (kind, oid, owner, space)
        ON held.kind = o.kind AND held.oid = CASE o.kind WHEN 'type' THEN to_regtype(o.name)::oid WHEN 'sequence' THEN to_regclass(o.name)::oid WHEN 'schema' THEN to_regnamespace(o.name)::oid` + theStatistics(statistics) + ` END
    JOIN pg_namespace n ON n.oid = held.space
    WHERE NOT pg_has_role(held.owner, 'USAGE') AND NOT (o.dropped = 'yes' AND pg_has_role(n.nspowner, 'USAGE'))`)}
}

// theStatistics finds extended statistics by their name, for which the server has no function.
func theStatistics(needed string) string {
	if needed == "" {
		return ""
	}
	return "\n            ELSE (SELECT s.oid FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace WHERE ARRAY[n.nspname::text, s.stxname::text] = parse_ident(o.name))"
}

func missingRoles(objects []sqlstmt.DemandObject) sqlstmt.Probe {
	rows, names := make([][]string, len(objects)), make([]string, len(objects))
	for i, o := range objects {
		rows[i], names[i] = []string{o.Name.Name}, o.Name.Name
	}
	return sqlstmt.Probe{What: "roles that the release names and that are missing", Object: fewOf(names),
		Query: counted("SELECT r.name FROM " + values(rows...) + " AS r (name) WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = r.name)")}
}

// invalidIndexes are what a failed CREATE INDEX CONCURRENTLY or REINDEX CONCURRENTLY leaves. Every write pays for one, and no query uses it.
func invalidIndexes(tables []schema.Name) sqlstmt.Probe {
	return sqlstmt.Probe{What: "invalid indexes left behind on these tables", Object: shortList(tables), Warns: true,
		Query: counted("SELECT i.indexrelid::regclass || ' on ' || t.name FROM " + tableValues(tables) +
			" AS t (name)\n    JOIN pg_index i ON i.indrelid = to_regclass(t.name)\n    JOIN pg_class c ON c.oid = i.indexrelid AND c.relkind = 'i' WHERE NOT i.indisvalid")}
}

// The bytes of a row of a btree that its values may take, and those from which on the server tries to compress a value for an index that it
// has not compressed in the table; larger ones than the last it has tried to.
// https://github.com/postgres/postgres/blob/REL_16_STABLE/src/include/access/nbtree.h (BTMaxItemSize),
// https://github.com/postgres/postgres/blob/REL_16_STABLE/src/include/access/heaptoast.h (TOAST_INDEX_TARGET, TOAST_TUPLE_TARGET)
const (
	btreeRow     = 2704 - 8
	indexTarget  = 508
	storedTarget = 2032
)

// wideValues asks for values that are too wide for a row of a btree. Such a value stands outside of its
// table's rows, as a rule: where none does, the table is not read at all, which keeps the check cheap; else its rows are, but not what stands
// outside of them. Of several columns that are too wide only together it is not always known: the server compresses a value for the index that it has not compressed in
// the table. Not looked for are those of a partial index. https://www.postgresql.org/docs/current/btree.html
func wideValues(d sqlstmt.Demand, where string, tables []schema.Name) []sqlstmt.Probe {
	if d.Index.Method != "" && d.Index.Method != "btree" || d.Index.Where != nil {
		return []sqlstmt.Probe{}
	}
	var sizes, least []string
	for _, c := range d.Rows.Columns {
		name := "t." + ident(c.From)
		sizes = append(sizes, "coalesce(pg_column_size("+name+"), 0)")
		least = append(least, leastSize(name))
	}
	read := "WITH RECURSIVE part (oid) AS (SELECT to_regclass(" + literal(fullName(d.Rows.Table)) + ")::oid\n    UNION SELECT i.inhrelid FROM pg_inherits i JOIN part ON i.inhparent = part.oid)\n" +
		"SELECT count(*), max(concat('row ', t.ctid, ' of ', t.tableoid::regclass))\nFROM " + fullName(d.Rows.Table) + " AS t\n" +
		"WHERE EXISTS (SELECT FROM part JOIN pg_class c ON c.oid = part.oid WHERE pg_relation_size(c.reltoastrelid) > 0)\n    AND "
	sure := fmt.Sprintf("%s > %d", strings.Join(least, "\n        + "), btreeRow)
	if len(sizes) == 1 {
		return []sqlstmt.Probe{{What: "values that are too wide for an index", Object: where, Tables: tables, Query: read + fmt.Sprintf("%s > %d", sizes[0], btreeRow)}}
	}
	const padding = 8 // at most, for the place and the length of a value
	return []sqlstmt.Probe{
		{What: "values that are too wide for an index", Object: where, Tables: tables, Query: read + sure},
		{What: "values that are together too wide for an index, unless the server compresses them for it", Object: where, Tables: tables, Warns: true,
			Query: read + fmt.Sprintf("%s > %d\n    AND NOT %s", strings.Join(sizes, " + "), btreeRow-padding*len(sizes), sure)},
	}
}

// leastSize is what a value takes in an index at least: one that may be compressed there may take next to nothing.
func leastSize(name string) string {
	return fmt.Sprintf("CASE WHEN pg_column_size(%[1]s) <= %[2]d OR pg_column_size(%[1]s) > %[3]d THEN pg_column_size(%[1]s)\n            "+
		"WHEN pg_typeof(%[1]s)::text IN ('text', 'character varying', 'character') AND octet_length(%[1]s::text) > pg_column_size(%[1]s) THEN pg_column_size(%[1]s) ELSE 0 END", name, indexTarget, storedTarget)
}

// keepsApart tells whether a change of type makes no two different values the same.
func keepsApart(from, to, using string) bool {
	if using != "" {
		return false
	}
	base := func(t string) string { name, _, _ := strings.Cut(t, "("); return name }
	order := []string{"smallint", "integer", "bigint", "numeric"}
	texts := []string{"character varying", "text"}
	switch a, b := slices.Index(order, base(from)), slices.Index(order, base(to)); {
	case a >= 0 && b >= 0:
		return a < 3 // what does not fit is refused
	case slices.Contains(texts, base(from)):
		return slices.Contains(texts, base(to))
	}
	return false
}

// bornText says what a table holds that is not there yet.
func bornText(r sqlstmt.Rows) string {
	switch {
	case !r.Born:
		return ""
	case len(r.Listed) == 0:
		return ", which is made by this release and empty"
	case len(r.Listed) == 1:
		return ", which is made by this release and holds 1 row"
	}
	return fmt.Sprintf(", which is made by this release and holds %d rows", len(r.Listed))
}

func excluding(d sqlstmt.Demand) string {
	parts := make([]string, len(d.Keys))
	for i, k := range d.Keys {
		parts[i] = k + " WITH " + d.Operators[i]
	}
	text := d.Rows.Alias + " (" + strings.Join(parts, ", ") + ")"
	if d.Condition != "" {
		text += " where " + d.Condition
	}
	return text
}
