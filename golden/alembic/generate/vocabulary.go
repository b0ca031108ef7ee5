package generate

// vocabulary is what the revisions of one dialect are written with: its types and the
// options that it has for tables, indexes, columns and operations.
type vocabulary struct {
	// types makes a type, and a literal of Python that is a value of it.
	types func(*generator) (typ, value string)
	// defaults are values of server_default.
	defaults []string
	// texts are literals of strings that only this dialect writes rightly.
	texts []string

	// The options of the operations, as further arguments.
	table, index, dropIndex, changeType []option
	// columns are further arguments of a column that is no key and has no default.
	columns []option
	// references are the options of a foreign key inside a column, foreignKeys those of
	// create_foreign_key, and unique those of create_unique_constraint.
	references, foreignKeys []string
	unique                  []option
	// dropTypes are what drop_constraint says of the type.
	dropTypes []string
	// existing are the arguments of alter_column that tell what the column is.
	existing func(*generator) string
	// returning: INSERT can return columns.
	returning bool
	// noComments: Alembic cannot write comments; noCommentOn: the server knows none;
	// noNewComment: Alembic writes that of an altered column wrong.
	noComments, noCommentOn, noNewComment bool
	// noColumnExists: the server has no IF EXISTS for a column; noIndexedExpressions: it has
	// indexes on columns only.
	noColumnExists, noIndexedExpressions bool
	// noIsTrue: the server has IS for NULL only.
	noIsTrue bool
	// copies: a table is altered only in a batch that copies it.
	copies bool
}

// option is a further argument, one of texts, written once in so many cases.
type option struct {
	in    int
	texts []string
}

func opt(in int, texts ...string) option { return option{in, texts} }

// options writes a random part of a list of options.
func (g *generator) options(list []option) string {
	text := ""
	for _, o := range list {
		chosen := o.texts[0]
		if len(o.texts) > 1 {
			chosen = g.one(o.texts...)
		}
		text += g.maybe(o.in, ", "+chosen)
	}
	return text
}

// vocabularies has that of each dialect.
var vocabularies = map[string]*vocabulary{
	"postgresql": postgresql,
	"mysql":      mysql,
	"mariadb":    mariadb,
	"sqlite":     sqlite,
	"mssql":      mssql,
	"oracle":     oracle,
}

var postgresql = &vocabulary{
	types: postgresqlType,
	defaults: []string{"\"0\"", "\"it's\"", "sa.text(\"now()\")", "sa.func.now()", "sa.text(\"'{}'::jsonb\")", "sa.false()", "sa.true()",
		"sa.text(\"gen_random_uuid()\")", "sa.func.coalesce(\"a\", 1)", "sa.literal(5)", "sa.null()", "sa.text(\"'100%'\")"},
	table: []option{opt(9, `postgresql_partition_by="RANGE (a)"`)},
	index: []option{
		opt(4, `postgresql_using="gin"`, `postgresql_using="btree"`, `postgresql_using="gist"`),
		opt(4, `postgresql_where=sa.text("a > 0")`, `postgresql_where="a IS NULL"`, `postgresql_where=sa.column("a") == 5`),
		opt(6, `postgresql_include=["x", "Y"]`), opt(6, "postgresql_concurrently=True"),
		opt(8, `postgresql_with={"fillfactor": 50}`), opt(8, "postgresql_nulls_not_distinct=True"),
	},
	dropIndex:   []option{opt(5, "if_exists=True"), opt(5, "postgresql_concurrently=True")},
	changeType:  []option{opt(2, `postgresql_using="a::text"`)},
	references:  []string{"", `, ondelete="CASCADE"`, `, ondelete="SET NULL", onupdate="CASCADE"`, `, deferrable=True, initially="DEFERRED"`},
	foreignKeys: []string{"", `, ondelete="CASCADE"`, `, onupdate="SET NULL"`, `, match="FULL"`, `, deferrable=True`},
	unique:      []option{opt(4, `deferrable=True, initially="DEFERRED"`)},
	dropTypes:   []string{"", `, type_="unique"`, `, type_="foreignkey"`, `, type_="check"`, `, type_="primary"`},
	existing:    func(g *generator) string { return g.maybe(2, ", existing_type=sa.Integer(), existing_nullable=True") },
	returning:   true,
}

var mysql = &vocabulary{
	types: mysqlType,
	defaults: []string{`"0"`, `"it's"`, `"back\\slash"`, `sa.text("CURRENT_TIMESTAMP")`, `sa.text("CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP")`, "sa.func.now()",
		"sa.func.current_timestamp()", "sa.func.now(6)", "sa.false()", "sa.true()", `sa.text("(uuid())")`, "sa.literal(5)", "sa.null()", `sa.text("'100%'")`,
		`sa.func.coalesce("a", 1)`},
	texts: []string{`"back\\slash"`, `"a\\%b"`},
	table: mysqlTable("mysql"),
	index: []option{
		opt(4, `mysql_length=10`, `mysql_length=5`), opt(5, `mysql_using="hash"`, `mysql_using="btree"`),
		opt(8, `mysql_prefix="FULLTEXT"`, `mysql_prefix="SPATIAL"`), opt(9, `mysql_with_parser="ngram"`),
	},
	dropIndex:   []option{opt(5, "if_exists=True"), opt(6, "mysql_length=5")},
	columns:     []option{opt(9, `sa.Computed("a + 1")`, `sa.Computed("a + 2", persisted=True)`, `sa.Computed("a + 3", persisted=False)`)},
	references:  []string{"", `, ondelete="CASCADE"`, `, ondelete="SET NULL", onupdate="CASCADE"`},
	foreignKeys: []string{"", `, ondelete="CASCADE"`, `, onupdate="SET NULL"`, `, ondelete="RESTRICT"`, `, deferrable=True`},
	dropTypes:   []string{`, type_="unique"`, `, type_="foreignkey"`, `, type_="check"`, `, type_="primary"`},
	existing:    mysqlExisting,
}

var mariadb = &vocabulary{
	types:    mysqlType,
	defaults: mysql.defaults,
	texts:    mysql.texts,
	table:    append(mysqlTable("mariadb"), opt(9, `mysql_engine="MyISAM"`)),
	index: []option{
		opt(4, `mariadb_length=10`, `mariadb_length=5`), opt(5, `mariadb_using="hash"`, `mariadb_using="btree"`),
		opt(8, `mariadb_prefix="FULLTEXT"`, `mariadb_prefix="SPATIAL"`), opt(9, `mysql_length=7`),
	},
	dropIndex:   []option{opt(5, "if_exists=True")},
	columns:     mysql.columns,
	references:  mysql.references,
	foreignKeys: mysql.foreignKeys,
	dropTypes:   mysql.dropTypes,
	existing:    mysqlExisting,
	returning:   true,
}

// mysqlTable are the options of a table, which MySQL and MariaDB read under their own names.
func mysqlTable(prefix string) []option {
	return []option{
		opt(4, prefix+`_engine="InnoDB"`, prefix+`_engine="MyISAM"`), opt(5, prefix+`_charset="utf8mb4"`, prefix+`_default_charset="latin1"`),
		opt(6, prefix+`_collate="utf8mb4_bin"`), opt(9, prefix+`_row_format="DYNAMIC"`), opt(9, prefix+`_auto_increment="100"`),
		opt(12, prefix+`_partition_by="HASH (id)", `+prefix+`_partitions="4"`), opt(9, `sqlite_autoincrement=True`),
	}
}

// mysqlExisting is what a MODIFY or CHANGE repeats.
func mysqlExisting(g *generator) string {
	if g.chance(10) {
		return "" // which Alembic refuses, unless only a default is set
	}
	typ, _ := g.typ()
	return ", existing_type=" + typ + g.one("", ", existing_nullable=True", ", existing_nullable=False") +
		g.maybe(4, ", existing_server_default="+g.serverDefault()) + g.maybe(5, ", existing_comment="+g.text()) + g.maybe(9, ", existing_autoincrement=True") +
		g.maybe(9, ", autoincrement="+g.one("True", "False"))
}

var sqlite = &vocabulary{
	types: sqliteType,
	defaults: []string{`"0"`, `"it's"`, `sa.text("CURRENT_TIMESTAMP")`, "sa.func.now()", `sa.text("(datetime('now'))")`, "sa.false()", "sa.true()",
		"sa.literal(5)", "sa.null()", `sa.text("'100%'")`, `sa.func.coalesce("a", 1)`, `sa.text("(lower('X'))")`},
	texts:     []string{`"back\\slash"`},
	table:     []option{opt(5, "sqlite_autoincrement=True"), opt(8, "sqlite_with_rowid=False"), opt(8, "sqlite_strict=True"), opt(9, `mysql_engine="InnoDB"`)},
	index:     []option{opt(4, `sqlite_where=sa.text("a > 0")`, `sqlite_where=sa.column("a") == 5`, `sqlite_where=sa.column("a", sa.String) == "it's"`)},
	dropIndex: []option{opt(5, "if_exists=True")},
	columns: []option{opt(9, `sa.Computed("a + 1")`, `sa.Computed("a + 2", persisted=True)`),
		opt(9, `sqlite_on_conflict_not_null="FAIL"`, `sqlite_on_conflict_unique="IGNORE"`)},
	references: postgresql.references,
	existing:   postgresql.existing,
	returning:  true,
	copies:     true,

	noCommentOn:    true,
	noColumnExists: true,
}

var mssql = &vocabulary{
	types: mssqlType,
	defaults: []string{`"0"`, `"it's"`, `sa.text("getdate()")`, "sa.func.now()", `sa.text("newid()")`, "sa.false()", "sa.true()", "sa.func.sysutcdatetime()",
		"sa.literal(5)", "sa.null()", `sa.text("'100%'")`, `sa.func.coalesce("a", 1)`, `sa.text("(0)")`},
	texts: []string{`"back\\slash"`},
	table: []option{opt(9, `mysql_engine="InnoDB"`)},
	index: []option{
		opt(4, "mssql_clustered=True", "mssql_clustered=False"), opt(5, `mssql_include=["x", "Y"]`), opt(9, "mssql_columnstore=True"),
		opt(4, `mssql_where=sa.text("a > 0")`, `mssql_where=sa.column("a") == 5`, `mssql_where=sa.column("a", sa.String) == "it's"`),
	},
	dropIndex: []option{opt(5, "if_exists=True")},
	columns: []option{opt(9, `sa.Computed("a + 1")`, `sa.Computed("a + 2", persisted=True)`),
		opt(9, "sa.Identity()", "sa.Identity(start=10, increment=5)", "sa.Identity(always=True)"), opt(12, "mssql_identity_start=100")},
	references:  []string{"", `, ondelete="CASCADE"`, `, ondelete="SET NULL", onupdate="CASCADE"`},
	foreignKeys: []string{"", `, ondelete="CASCADE"`, `, onupdate="SET NULL"`, `, ondelete="NO ACTION"`},
	unique:      []option{opt(4, "mssql_clustered=True", "mssql_clustered=False")},
	dropTypes:   postgresql.dropTypes,
	existing: func(g *generator) string {
		typ, _ := g.typ()
		return g.one("", ", existing_type="+typ, ", existing_type="+typ) + g.one("", ", existing_nullable=True", ", existing_nullable=False") +
			g.maybe(5, ", existing_server_default="+g.one("False", g.serverDefault()))
	},
	returning:  true,
	noComments: true,

	noIndexedExpressions: true,
	noIsTrue:             true,
}

var oracle = &vocabulary{
	types: oracleType,
	defaults: []string{`"0"`, `"it's"`, `sa.text("SYSDATE")`, "sa.func.now()", `sa.text("SYS_GUID()")`, "sa.false()", "sa.true()", "sa.func.current_timestamp()",
		"sa.literal(5)", "sa.null()", `sa.text("'100%'")`, `sa.func.coalesce("a", 1)`, `sa.text("s.nextval")`},
	texts: []string{`"back\\slash"`},
	table: []option{opt(6, "oracle_compress=True", "oracle_compress=6"), opt(9, `oracle_tablespace="USERS"`),
		opt(9, `prefixes=["GLOBAL TEMPORARY"], oracle_on_commit="PRESERVE ROWS"`)},
	index:     []option{opt(5, "oracle_bitmap=True"), opt(5, "oracle_compress=True", "oracle_compress=1")},
	dropIndex: []option{opt(5, "if_exists=True")},
	columns: []option{opt(9, `sa.Computed("a + 1")`, `sa.Computed("a + 3", persisted=False)`),
		opt(9, "sa.Identity()", "sa.Identity(always=True, start=10, increment=2, cycle=True)", "sa.Identity(on_null=True, order=True)")},
	references:  []string{"", `, ondelete="CASCADE"`, `, ondelete="SET NULL"`, `, deferrable=True, initially="DEFERRED"`},
	foreignKeys: []string{"", `, ondelete="CASCADE"`, `, ondelete="SET NULL"`, `, deferrable=True`},
	unique:      postgresql.unique,
	dropTypes:   postgresql.dropTypes,
	existing:    postgresql.existing,

	noNewComment:   true,
	noColumnExists: true,
}
