package alembic

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/python"
)

// stars are the names that `from MODULE import *` binds.
var stars = map[string][]string{
	"sqlalchemy": strings.Fields(`
ARRAY AdaptedConnection Alias AliasedReturnsRows Any AssertionPool AsyncAdaptedQueuePool BIGINT BINARY BLANK_SCHEMA BLOB BOOLEAN
BaseDDLElement BaseRow BigInteger BinaryExpression BindParameter BindTyping Boolean BooleanClauseList CHAR CLOB CTE CacheKey Case Cast
CheckConstraint ChunkedIteratorResult ClauseElement ClauseList CollectionAggregate Column ColumnClause ColumnCollection ColumnDefault
ColumnElement ColumnExpressionArgument ColumnOperators Compiled CompoundSelect Computed Connection Constraint CreateEnginePlugin
CursorResult DATE DATETIME DDL DDLElement DECIMAL DOUBLE DOUBLE_PRECISION Date DateTime DefaultClause Delete Dialect Double Engine Enum
ExceptionContext Executable ExecutableDDLElement ExecutionContext Exists Extract FLOAT FallbackAsyncAdaptedQueuePool False_ FetchedValue
Float ForeignKey ForeignKeyConstraint FromClause FromGrouping FrozenResult Function FunctionElement FunctionFilter GenerativeSelect Grouping
HasCTE HasPrefixes HasSuffixes INT INTEGER Identity Index Insert Inspector Integer Interval IteratorResult JSON Join LABEL_STYLE_DEFAULT
LABEL_STYLE_DISAMBIGUATE_ONLY LABEL_STYLE_NONE LABEL_STYLE_TABLENAME_PLUS_COL Label LambdaElement LargeBinary Lateral MappingResult
MergedResult MetaData NCHAR NUMERIC NVARCHAR NestedTransaction NotNullable Null NullPool Nullable Numeric Operators Over PickleType Pool
PoolProxiedConnection PoolResetState PrimaryKeyConstraint QueuePool REAL ReleaseSavepointClause Result ResultProxy ReturnsRows
RollbackToSavepointClause RootTransaction Row RowMapping SMALLINT SQLColumnExpression SavepointClause ScalarResult ScalarSelect Select
SelectBase SelectLabelStyle Selectable Sequence SingletonThreadPool SmallInteger StatementLambdaElement StaticPool String Subquery TEXT TIME
TIMESTAMP Table TableClause TableSample TableValuedAlias Text TextAsFrom TextClause TextualSelect Time Transaction True_ TryCast Tuple
TupleType TwoPhaseTransaction TypeClause TypeCoerce TypeCompiler TypeDecorator URL UUID UnaryExpression Unicode UnicodeText UniqueConstraint
Update UpdateBase Uuid VARBINARY VARCHAR Values ValuesBase Visitable WithinGroup alias all_ and_ annotations any_ asc between bindparam
bitwise_not case cast collate column create_engine create_mock_engine create_pool_from_url cte custom_op delete desc distinct
engine_from_config except_ except_all exists extract false func funcfilter insert insert_sentinel inspect intersect intersect_all join label
lambda_stmt lateral literal literal_column make_url modifier not_ null nulls_first nulls_last nullsfirst nullslast or_ outerjoin outparam
over quoted_name result_tuple select table tablesample text true try_cast tuple_ type_coerce union union_all update values within_group
`),
	"sqlalchemy.types": strings.Fields(`
ARRAY BIGINT BINARY BLOB BOOLEAN BigInteger Boolean CHAR CLOB Concatenable DATE DATETIME DECIMAL DOUBLE DOUBLE_PRECISION Date DateTime
Double Enum ExternalType FLOAT Float INT INTEGER Indexable Integer Interval JSON LargeBinary MatchType NCHAR NULLTYPE NUMERIC NVARCHAR
NullType Numeric PickleType REAL SMALLINT STRINGTYPE SchemaType SmallInteger String TEXT TIME TIMESTAMP Text Time TupleType TypeDecorator
TypeEngine UUID Unicode UnicodeText UserDefinedType Uuid VARBINARY VARCHAR Variant adapt_type annotations to_instance
`),
	"sqlalchemy.dialects.postgresql": strings.Fields(`
INTEGER BIGINT SMALLINT VARCHAR CHAR TEXT NUMERIC FLOAT REAL INET CIDR CITEXT UUID BIT MACADDR MACADDR8 MONEY OID REGCLASS REGCONFIG TSQUERY
TSVECTOR DOUBLE_PRECISION TIMESTAMP TIME DATE BYTEA BOOLEAN INTERVAL ARRAY ENUM DOMAIN dialect array HSTORE hstore INT4RANGE INT8RANGE
NUMRANGE DATERANGE INT4MULTIRANGE INT8MULTIRANGE NUMMULTIRANGE DATEMULTIRANGE TSVECTOR TSRANGE TSTZRANGE TSMULTIRANGE TSTZMULTIRANGE JSON
JSONB JSONPATH Any All DropEnumType DropDomainType CreateDomainType NamedType CreateEnumType ExcludeConstraint Range aggregate_order_by
array_agg insert Insert
`),
}

// all is __all__ of a hosted module; nil for one whose names are not listed.
func all(module string) python.Value {
	names := stars[module]
	if names == nil {
		return nil
	}
	list := make(python.Tuple, len(names))
	for i, n := range names {
		list[i] = python.Str(n)
	}
	return list
}
