package alembicgolden

import (
	"maps"
	"strings"
	"testing"
)

// correction says why sqlplan prints something else than Alembic on purpose.
type correction struct {
	reason string
	// shared: the reason holds for all dialects, though the case need not show it in each.
	shared bool
}

// corrections are the cases of each dialect in which sqlplan prints something else than
// Alembic on purpose, with the reasons. One that no longer differs must leave its list.
// An empty reason takes a case of sharedCorrections out for the dialect.
var corrections = map[string]map[string]string{
	"postgresql": postgresqlCorrections,
	"mysql":      mysqlCorrections,
	"mariadb":    mariadbCorrections,
	"sqlite":     sqliteCorrections,
	"mssql":      mssqlCorrections,
	"oracle":     oracleCorrections,
}

// envelopeCorrections are texts of Alembic around a revision's statements that sqlplan writes otherwise
// for a dialect: pairs of what Alembic writes and what sqlplan does.
var envelopeCorrections = map[string][]string{
	"oracle": oracleEnvelope,
}

// sharedCorrections hold for every dialect.
var sharedCorrections = map[string]string{
	"execute/bind_execute_parameters": "Alembic drops the parameters and writes NULL",
	"execute/bind_in_literal":         "Alembic takes :1 inside a literal for a parameter",
	"execute/bind_in_string":          "Alembic writes NULL for a parameter without a value",
	"execute/comment_last":            "Alembic's terminator ends up in the comment",
	"execute/empty":                   "Alembic writes a lone semicolon",
	"execute/print":                   "Alembic writes what print() says into the script",
	"execute/read_file":               "Alembic writes two terminators",
	"execute/semicolon":               "Alembic writes two terminators",
	"execute/several_statements":      "Alembic writes two terminators",
	"execute/tab":                     "Alembic turns a tab inside a literal into spaces",
	"execute/text_bindparams_missing": "Alembic writes NULL for a parameter without a value",
	"execute/three_quotes_dollar":     "Alembic writes two terminators",
	"expression/bindparam_no_value":   "Alembic writes NULL for a parameter without a value",
	"bulk_insert/backslash":           "Alembic turns a tab inside a literal into spaces",
	"index/drop_object":               "Alembic writes what str() says of an object in the place of a name",
	"bulk_insert/table_defaults":      "Alembic writes NULL where the application has a default",
	"metadata/table_insert_defaults":  "Alembic writes NULL where the application has a default",
	"metadata/table_statements":       "Alembic writes NULL where the application has a default",
	"statement/insert_no_values":      "Alembic writes the names of parameters as values",
	"transaction/begin_transaction":   "Alembic writes a BEGIN inside of the transaction",
	"transaction/no_literal_binds":    "Alembic leaves parameters in the script without literal_binds",
	"transaction/no_paramstyle":       "Alembic doubles percent signs",
	"transaction/script_header":       "Alembic writes what static_output() says into the script",
}

// correctionsOf are those of a dialect, with the shared ones.
func correctionsOf(dialect string) map[string]correction {
	all := map[string]correction{}
	for name, reason := range sharedCorrections {
		all[name] = correction{reason: reason, shared: true}
	}
	for name, reason := range corrections[dialect] {
		all[name] = correction{reason: reason}
	}
	return all
}

// envelopeCorrection turns what Alembic writes around a revision's statements into what sqlplan does.
func envelopeCorrection(dialect string) *strings.Replacer {
	return strings.NewReplacer(envelopeCorrections[dialect]...)
}

// TestSharedCorrections makes sure that a dialect does not say again what holds for all.
func TestSharedCorrections(t *testing.T) {
	for dialect, list := range corrections {
		for name, reason := range list {
			shared, both := sharedCorrections[name]
			switch {
			case both && shared == reason:
				t.Errorf("%s: %s is among the shared corrections already", dialect, name)
			case !both && reason == "":
				t.Errorf("%s: %s has no reason", dialect, name)
			}
		}
	}
}

// allCorrections are the reasons of all dialects, by a name for messages.
func allCorrections() map[string]string {
	all := maps.Clone(sharedCorrections)
	for dialect, list := range corrections {
		for name, reason := range list {
			all[dialect+" "+name] = reason
		}
	}
	return all
}
