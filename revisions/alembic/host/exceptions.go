package host

import "github.com/sqlplan/sqlplan/revisions/python"

func exception(module, name string, bases ...*python.Class) *python.Class {
	return python.NewClass(module, name, bases...)
}

// The exceptions of sqlalchemy.exc that built-ins raise or that revisions catch.
var (
	SQLAlchemyError         = exception("sqlalchemy.exc", "SQLAlchemyError", python.Exception)
	ArgumentError           = exception("sqlalchemy.exc", "ArgumentError", SQLAlchemyError)
	DuplicateColumnError    = exception("sqlalchemy.exc", "DuplicateColumnError", ArgumentError)
	ConstraintColumnError   = exception("sqlalchemy.exc", "ConstraintColumnNotFoundError", ArgumentError)
	NoSuchModuleError       = exception("sqlalchemy.exc", "NoSuchModuleError", ArgumentError)
	CompileError            = exception("sqlalchemy.exc", "CompileError", SQLAlchemyError)
	UnsupportedCompilation  = exception("sqlalchemy.exc", "UnsupportedCompilationError", CompileError)
	IdentifierError         = exception("sqlalchemy.exc", "IdentifierError", SQLAlchemyError)
	InvalidRequestError     = exception("sqlalchemy.exc", "InvalidRequestError", SQLAlchemyError)
	NoInspectionAvailable   = exception("sqlalchemy.exc", "NoInspectionAvailable", InvalidRequestError)
	PendingRollbackError    = exception("sqlalchemy.exc", "PendingRollbackError", InvalidRequestError)
	ResourceClosedError     = exception("sqlalchemy.exc", "ResourceClosedError", InvalidRequestError)
	NoResultFound           = exception("sqlalchemy.exc", "NoResultFound", InvalidRequestError)
	MultipleResultsFound    = exception("sqlalchemy.exc", "MultipleResultsFound", InvalidRequestError)
	NoReferenceError        = exception("sqlalchemy.exc", "NoReferenceError", InvalidRequestError)
	NoReferencedTableError  = exception("sqlalchemy.exc", "NoReferencedTableError", NoReferenceError)
	NoReferencedColumnError = exception("sqlalchemy.exc", "NoReferencedColumnError", NoReferenceError)
	NoSuchTableError        = exception("sqlalchemy.exc", "NoSuchTableError", InvalidRequestError)
	NoSuchColumnError       = exception("sqlalchemy.exc", "NoSuchColumnError", InvalidRequestError)
	UnboundExecutionError   = exception("sqlalchemy.exc", "UnboundExecutionError", InvalidRequestError)
	UnreflectableTableError = exception("sqlalchemy.exc", "UnreflectableTableError", InvalidRequestError)
	StatementError          = exception("sqlalchemy.exc", "StatementError", SQLAlchemyError)
	DBAPIError              = exception("sqlalchemy.exc", "DBAPIError", StatementError)
	InterfaceError          = exception("sqlalchemy.exc", "InterfaceError", DBAPIError)
	DatabaseError           = exception("sqlalchemy.exc", "DatabaseError", DBAPIError)
	DataError               = exception("sqlalchemy.exc", "DataError", DatabaseError)
	OperationalError        = exception("sqlalchemy.exc", "OperationalError", DatabaseError)
	IntegrityError          = exception("sqlalchemy.exc", "IntegrityError", DatabaseError)
	InternalError           = exception("sqlalchemy.exc", "InternalError", DatabaseError)
	ProgrammingError        = exception("sqlalchemy.exc", "ProgrammingError", DatabaseError)
	NotSupportedError       = exception("sqlalchemy.exc", "NotSupportedError", DatabaseError)
	CommandError            = exception("alembic.util.exc", "CommandError", python.Exception)
)

// Warnings of sqlalchemy.exc: revisions name them in warnings.filterwarnings.
var (
	SAWarning            = exception("sqlalchemy.exc", "SAWarning", python.Warning)
	SADeprecationWarning = exception("sqlalchemy.exc", "SADeprecationWarning", python.DeprecationWarning)
	RemovedIn20Warning   = exception("sqlalchemy.exc", "RemovedIn20Warning", SADeprecationWarning)
	MovedIn20Warning     = exception("sqlalchemy.exc", "MovedIn20Warning", SADeprecationWarning)
)

var exceptions = func() map[string]*python.Class {
	byName := map[string]*python.Class{}
	for _, c := range []*python.Class{
		SQLAlchemyError, ArgumentError, DuplicateColumnError, ConstraintColumnError, NoSuchModuleError, CompileError,
		UnsupportedCompilation, IdentifierError, InvalidRequestError, NoInspectionAvailable, PendingRollbackError,
		ResourceClosedError, NoResultFound, MultipleResultsFound, NoReferenceError, NoReferencedTableError,
		NoReferencedColumnError, NoSuchTableError, NoSuchColumnError, UnboundExecutionError, UnreflectableTableError,
		StatementError, DBAPIError, InterfaceError, DatabaseError, DataError, OperationalError, IntegrityError,
		InternalError, ProgrammingError, NotSupportedError, SAWarning, SADeprecationWarning, RemovedIn20Warning, MovedIn20Warning,
	} {
		byName[c.Name] = c
	}
	return byName
}()

// Lookup finds the names of this package in the modules of SQLAlchemy and Alembic.
func Lookup(module, name string) (python.Value, bool) {
	switch module {
	case "sqlalchemy.exc", "sqlalchemy.orm.exc":
		c, ok := exceptions[name]
		if !ok {
			return nil, false
		}
		return c, true
	case "alembic.util", "alembic.util.exc":
		if name == "CommandError" {
			return CommandError, true
		}
	}
	return nil, false
}
