package alembic

import (
	"github.com/sqlplan/sqlplan/revisions/alembic/host"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/python"
	"github.com/sqlplan/sqlplan/revisions/source"
)

// codeUnknownCall: a call of something that is not in the project, which could change the database.
const codeUnknownCall = "SP496"

// harmless matches the paths of what only writes logs or reads settings.
var harmless = lazyregexp.New(`(?i)(^|[._])(log|logger|logging|loguru|structlog|getlogger|dotenv|load_dotenv|tqdm)([._(]|$)`)

// opaqueCall refuses a call of code that is not there if nothing but its effects
// can be meant by it: left out, they would be missing from the script.
func (r *running) opaqueCall(_ *python.Thread, result *python.Opaque, at source.Span) error {
	if !r.started || harmless.MatchString(result.Path) {
		return nil
	}
	return &host.Unsupported{Code: codeUnknownCall, At: at,
		Message: result.Path + " is called for what it does, and what that is cannot be known: " + result.Reason,
		Help:    "put the module into the project, write what it does into the revision,\nor compile with --on-unresolved stop, and do this revision by hand"}
}
