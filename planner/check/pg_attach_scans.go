package check

import (
	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var attachScans = Rule{
	Code: "PG604", Name: "attach-scans", Severity: source.Warning, Dialects: postgres,
	Scales: true,
	Doc: Doc{
		Title:   "attaching a partition reads all of its rows while nobody can use it",
		Reason:  "ATTACH PARTITION has to know that every row of the new partition lies within its bounds, and reads them all under an ACCESS EXCLUSIVE lock on it, unless a validated CHECK on the partition says so; the partitioned table itself is locked in SHARE UPDATE EXCLUSIVE mode since PostgreSQL 12, and ACCESS EXCLUSIVE before. A default partition is read, too, for rows that would belong into the new one.",
		Unsafe:  "ALTER TABLE events ATTACH PARTITION events_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');",
		Safe:    "ALTER TABLE events_2026 ADD CONSTRAINT in_bounds CHECK (at IS NOT NULL AND at >= '2026-01-01' AND at < '2027-01-01') NOT VALID;\n" + nextRevision + "\nALTER TABLE events_2026 VALIDATE CONSTRAINT in_bounds;\n" + nextRevision + "\nALTER TABLE events ATTACH PARTITION events_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');\nALTER TABLE events_2026 DROP CONSTRAINT in_bounds;",
		When:    "The new partition is small, or empty.",
		Sources: []string{manual + "sql-altertable.html#SQL-ALTERTABLE-ATTACH-PARTITION", manual + "ddl-partitioning.html#DDL-PARTITIONING-DECLARATIVE-MAINTENANCE"},
	},
	Check: checkAttachScans,
}

func checkAttachScans(p *Pass) {
	p.Each(func(st *Statement, a *sqlstmt.Action) {
		if a.Skipped {
			return
		}
		for _, r := range a.More().Also {
			switch {
			case r.New || r.Proven:
			case r.Role == sqlstmt.RolePartition:
				f := p.on(st, a, "every row of %s is read while nobody can read or write it", r.SQL)
				f.Table, f.Advice = r.SQL, "give it a CHECK that says what the bounds say, with the key NOT NULL, first with NOT VALID, then validated in the next revision; attach it then, and drop the CHECK"
			case r.Role == sqlstmt.RoleDefault:
				f := p.on(st, a, "every row of the default partition %s is read while nobody can read or write it", r.SQL)
				f.Table, f.Advice = r.SQL, "give the default partition a validated CHECK that keeps out what lies within the new bounds"
			}
		}
	}, sqlstmt.AttachPartition)
}
