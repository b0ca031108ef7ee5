package mssql

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/ansi/ident"
	"github.com/sqlplan/sqlplan/revisions/ir"
)

// Idents is how SQLAlchemy writes names for SQL Server.
var Idents = &ident.Style{
	Open: "[", Close: "]", MaxName: maxName, BareCollations: true, Schema: writeSchema, Reserved: ident.Words(`
add all alter and any as asc authorization backup begin between break browse bulk by cascade case check
checkpoint close clustered coalesce collate column commit compute constraint contains containstable
continue convert create cross current current_date current_time current_timestamp current_user cursor
database dbcc deallocate declare default delete deny desc disk distinct distributed double drop dump
else end errlvl escape except exec execute exists exit external fetch file fillfactor for foreign
freetext freetexttable from full function goto grant group having holdlock identity identity_insert
identitycol if in index inner insert intersect into is join key kill left like lineno load merge
national nocheck nonclustered not null nullif of off offsets on open opendatasource openquery
openrowset openxml option or order outer over percent pivot plan precision primary print proc procedure
public raiserror read readtext reconfigure references replication restore restrict return revert revoke
right rollback rowcount rowguidcol rule save schema securityaudit select session_user set setuser
shutdown some statistics system_user table tablesample textsize then to top tran transaction trigger
truncate tsequal union unique unpivot update updatetext use user values varying view waitfor when where
while with writetext
`)}

// writeSchema writes the name of a schema. One with a dot in it names a database,
// too: "shop.dbo" is [shop].[dbo]. Brackets keep a dot inside a name.
func writeSchema(s *ident.Style, n ir.Name) string {
	if n.Quote != ir.QuoteAuto {
		return s.Quote(n)
	}
	parts := schemaParts(n.Text)
	switch len(parts) {
	case 0:
		return ""
	case 1:
		return s.QuoteText(parts[0])
	}
	owner := parts[len(parts)-1]
	database := strings.Join(parts[:len(parts)-1], ".")
	if hasInner(database) {
		return database + "." + s.QuoteText(owner)
	}
	return s.QuoteText(strings.TrimRight(strings.TrimLeft(database, "["), "]")) + "." + s.QuoteText(owner)
}

// schemaParts takes a schema's name apart at the dots outside of brackets. A part
// that had brackets keeps them, but for the last one.
func schemaParts(text string) []string {
	var parts []string
	var part strings.Builder
	inside, had := false, false
	for _, r := range text {
		switch {
		case r == '[':
			inside, had = true, true
		case r == ']':
			inside = false
		case r == '.' && !inside:
			name := part.String()
			if had {
				name = "[" + name + "]"
			}
			parts = append(parts, name)
			part.Reset()
			had = false
		default:
			part.WriteRune(r)
		}
	}
	if part.Len() > 0 {
		parts = append(parts, part.String())
	}
	return slices.Clip(parts)
}

// hasInner tells whether a name of several parts has brackets around more than one of them.
func hasInner(database string) bool {
	closing := strings.Index(database, "]")
	return closing >= 0 && strings.Contains(database[closing:], "[")
}
