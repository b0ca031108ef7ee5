//go:build cgo

package postgresql

import (
	"maps"
	"slices"
	"strings"

	pg "github.com/sqlplan/sqlplan/dialects/postgresql/pgtree"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
	"github.com/sqlplan/sqlplan/revisions/schema"
)

// rows follows what a statement does to the rows of tables.
func (s *simulation) rows(node *pg.Node) {
	switch n := node.Node.(type) {
	case *pg.Node_SelectStmt:
		if into := n.SelectStmt.IntoClause; into != nil {
			s.createFrom(withoutInto(n.SelectStmt), into, pg.ObjectType_OBJECT_TABLE, false)
			return
		}
	case *pg.Node_InsertStmt:
		source := emptiness{sim: s}.within(n.InsertStmt.WithClause)
		if (!source.of(n.InsertStmt.SelectStmt) || n.InsertStmt.SelectStmt == nil) && !s.insertListed(n.InsertStmt) {
			s.written(n.InsertStmt.Relation, insertOf(n.InsertStmt))
		}
	case *pg.Node_MergeStmt:
		if !(emptiness{sim: s}).within(n.MergeStmt.WithClause).of(n.MergeStmt.SourceRelation) {
			s.written(n.MergeStmt.Relation, anyWrite)
		}
	case *pg.Node_CopyStmt:
		if n.CopyStmt.IsFrom && n.CopyStmt.Relation != nil {
			s.written(n.CopyStmt.Relation, write{events: schema.OnInsert})
		}
	case *pg.Node_UpdateStmt:
		// An update of no rows leaves none, but it can move rows between partitions
		// only where there are some.
		if !s.updateListed(n.UpdateStmt) {
			s.unlist(n.UpdateStmt.Relation)
			if t := s.look(n.UpdateStmt.Relation.GetSchemaname(), n.UpdateStmt.Relation.GetRelname(), true); t != nil {
				s.unlistReferencing(t.Name, onUpdate)
			}
		}
		s.touched(n.UpdateStmt.Relation, s.hasRows(n.UpdateStmt.Relation), updateOf(n.UpdateStmt))
	case *pg.Node_DeleteStmt:
		s.deleted(n.DeleteStmt)
	case *pg.Node_TruncateStmt:
		s.truncated(n.TruncateStmt)
	}
	s.sideEffects(node)
	if sel := node.GetSelectStmt(); sel != nil {
		s.setSequence(sel)
	}
}

// withoutInto returns the query alone; the tree may be kept, so it stays as it is.
func withoutInto(sel *pg.SelectStmt) *pg.Node {
	query := pg.Clone(sel)
	query.IntoClause = nil
	return &pg.Node{Node: &pg.Node_SelectStmt{SelectStmt: query}}
}

// written marks a table that may have got rows, and the tables that show its rows too.
func (s *simulation) written(v *pg.RangeVar, w write) {
	t := s.look(v.GetSchemaname(), v.GetRelname(), false)
	if t == nil {
		return
	}
	s.fill(t.Name, true)
	s.touched(v, true, w)
}

// fill marks the rows of a table as unknown: with them those of its partitions,
// which take them, and of its parents, which show them.
func (s *simulation) fill(n schema.Name, down bool) {
	t, _ := s.cat.Table(n.Schema, n.Name)
	if t == nil {
		return
	}
	s.cat.MarkTableRows(n, schema.RowsUnknown, &schema.Doubt{Reason: "a statement has written to it", Span: s.cat.Span()})
	for _, p := range t.Parents {
		s.fill(p, false)
	}
	if t.Kind == schema.Partitioned && down {
		for _, child := range s.children(n) {
			s.fill(child, true)
		}
	}
	if t.Kind == schema.View {
		for _, u := range t.Uses {
			if u.Column == "" {
				s.fill(u.Table, true)
			}
		}
	}
}

// hasRows tells whether a table may hold rows.
func (s *simulation) hasRows(v *pg.RangeVar) bool {
	t := s.look(v.GetSchemaname(), v.GetRelname(), false)
	if t == nil {
		return true
	}
	rows, _ := s.cat.RowsOf(t)
	return rows != schema.RowsNone
}

func (s *simulation) deleted(n *pg.DeleteStmt) {
	t := s.look(n.Relation.GetSchemaname(), n.Relation.GetRelname(), false)
	if t == nil {
		return
	}
	rows := s.hasRows(n.Relation)
	if !s.deleteListed(n) {
		s.unlist(n.Relation)
	}
	if n.WhereClause == nil && len(n.UsingClause) == 0 && t.Kind != schema.View && len(t.Rules) == 0 && len(t.Triggers) == 0 && !t.RowSecurity {
		s.empty(t.Name, n.Relation.Inh)
	}
	s.deletion(t, rows)
}

// deletion takes the triggers that a DELETE may fire.
func (s *simulation) deletion(t *schema.Table, rows bool) {
	s.fireAll(t, rows, write{events: schema.OnDelete})
	if rows {
		s.cascaded(t.Name, map[schema.Name]bool{})
		s.unlistReferencing(t.Name, onDelete)
	}
}

func (s *simulation) truncated(n *pg.TruncateStmt) {
	if n.Behavior != pg.DropBehavior_DROP_CASCADE {
		s.truncatable(n)
	}
	for _, node := range n.Relations {
		v := node.GetRangeVar()
		if t := s.look(v.GetSchemaname(), v.GetRelname(), false); t != nil {
			s.fireAll(t, false, write{events: schema.OnTruncate})
			s.empty(t.Name, v.Inh)
			s.restartOwned(t, n)
			if n.Behavior == pg.DropBehavior_DROP_CASCADE {
				s.emptyReferencing(t.Name, map[schema.Name]bool{t.Name: true})
			}
		}
	}
}

// truncatable refuses tables that a foreign key of another table points at.
func (s *simulation) truncatable(n *pg.TruncateStmt) {
	emptied := map[schema.Name]bool{}
	for _, node := range n.Relations {
		v := node.GetRangeVar()
		s.withChildren(s.cat.TableName(v.GetSchemaname(), cutName(v.GetRelname())), emptied)
	}
	for _, name := range slices.SortedFunc(maps.Keys(emptied), schema.CompareNames) {
		for _, t := range s.cat.TablesNaming(name) {
			for _, k := range t.Constraints {
				if k.Kind == schema.ForeignKey && k.RefTable == name && !emptied[t.Name] && t.Doubt == nil {
					s.conflict(schema.Needed, "table "+name.String(), "table %s cannot be truncated: foreign key %s of table %s points at it", name, k.Name, t.Name)
				}
			}
		}
	}
}

func (s *simulation) withChildren(n schema.Name, set map[schema.Name]bool) {
	set[n] = true
	for _, child := range s.children(n) {
		s.withChildren(child, set)
	}
}

// empty records that a table and those that inherit from it hold no rows. A
// parent may hold rows of its own or of others.
func (s *simulation) empty(n schema.Name, recurse bool) {
	children := s.children(n)
	if !recurse && len(children) > 0 {
		return
	}
	s.cat.MarkTableRows(n, schema.RowsNone, nil)
	for _, child := range children {
		s.empty(child, true)
	}
}

func (s *simulation) emptyReferencing(n schema.Name, seen map[schema.Name]bool) {
	for _, t := range s.cat.TablesNaming(n) {
		if !seen[t.Name] && slices.ContainsFunc(t.Constraints, func(k schema.Constraint) bool { return k.RefTable == n }) {
			seen[t.Name] = true
			s.empty(t.Name, true)
			s.emptyReferencing(t.Name, seen)
		}
	}
}

// noRows tells whether a query or a table of one is known to give no rows: it
// joins a table without any, and does not count.
func (s *simulation) noRows(node *pg.Node) bool { return emptiness{sim: s}.of(node) }

// emptiness looks for rows in a query; with are the queries that its WITH clauses name, the innermost last.
type emptiness struct {
	sim  *simulation
	with []*pg.CommonTableExpr
}

// within adds the names of a WITH clause. Where it is recursive, a query can name one behind it: nothing is said of those.
func (e emptiness) within(clause *pg.WithClause) emptiness {
	e.with = slices.Clone(e.with)
	for _, node := range clause.GetCtes() {
		cte := node.GetCommonTableExpr()
		if clause.Recursive {
			cte = &pg.CommonTableExpr{Ctename: cte.GetCtename()}
		}
		e.with = append(e.with, cte)
	}
	return e
}

func (e emptiness) of(node *pg.Node) bool {
	switch n := node.GetNode().(type) {
	case *pg.Node_SelectStmt:
		sel := n.SelectStmt
		in := e.within(sel.WithClause)
		if sel.Larg != nil {
			left, right := &pg.Node{Node: &pg.Node_SelectStmt{SelectStmt: sel.Larg}}, &pg.Node{Node: &pg.Node_SelectStmt{SelectStmt: sel.Rarg}}
			return in.of(left) && in.of(right)
		}
		return len(sel.ValuesLists) == 0 && (!aggregates(sel) || len(sel.GroupClause) > 0) && slices.ContainsFunc(sel.FromClause, in.of)
	case *pg.Node_RangeVar:
		return e.table(n.RangeVar)
	case *pg.Node_RangeSubselect:
		return e.of(n.RangeSubselect.Subquery)
	case *pg.Node_JoinExpr:
		j := n.JoinExpr
		switch j.Jointype {
		case pg.JoinType_JOIN_INNER:
			return e.of(j.Larg) || e.of(j.Rarg)
		case pg.JoinType_JOIN_LEFT:
			return e.of(j.Larg)
		case pg.JoinType_JOIN_RIGHT:
			return e.of(j.Rarg)
		}
		return e.of(j.Larg) && e.of(j.Rarg)
	}
	return false
}

// table looks for rows in a query that a WITH clause names, which hides a table of that name, or in a table. A query that
// writes, or that stands for itself, may give rows.
func (e emptiness) table(v *pg.RangeVar) bool {
	for i := len(e.with) - 1; i >= 0 && v.Schemaname == ""; i-- {
		if e.with[i].Ctename == v.Relname {
			return e.with[i].Ctequery.GetSelectStmt() != nil && emptiness{e.sim, e.with[:i]}.of(e.with[i].Ctequery)
		}
	}
	t, known := e.sim.cat.Table(v.Schemaname, cutName(v.Relname))
	if t == nil || !known.Yes() || t.IsView() {
		return false
	}
	rows, _ := e.sim.cat.RowsOf(t)
	return rows == schema.RowsNone
}

// aggregates tells whether a SELECT calls a function outside of FROM that can be
// an aggregate, which gives a row for no rows.
func aggregates(sel *pg.SelectStmt) bool {
	found := false
	for _, t := range append(slices.Clone(sel.TargetList), sel.HavingClause) {
		if t == nil {
			continue
		}
		pg.Walk(t, func(m pg.Message) bool {
			switch n := m.(type) {
			case *pg.SelectStmt:
				return false
			case *pg.FuncCall:
				found = found || n.AggStar || mayAggregate.has(written(n.Funcname).Name) || !harmless.has(written(n.Funcname).Name)
			}
			return true
		})
	}
	return found
}

// sideEffects takes the functions that a statement calls, and the statements in
// its WITH clause.
func (s *simulation) sideEffects(node *pg.Node) {
	pg.Walk(node, func(m pg.Message) bool {
		switch n := m.(type) {
		case *pg.FuncCall:
			s.configured(n)
			s.called(n)
			s.sequenceCall(n)
		case *pg.CommonTableExpr:
			switch n.Ctequery.GetNode().(type) {
			case *pg.Node_InsertStmt, *pg.Node_UpdateStmt, *pg.Node_DeleteStmt, *pg.Node_MergeStmt:
				unsure, within := s.unsure, s.within
				s.unsure, s.within = true, true // the rows that it sees are those before the whole statement
				s.rows(n.Ctequery)
				s.unsure, s.within = unsure, within
				return false
			}
		}
		return true
	})
}

// called takes a call. What a function of the project's own does is read from its
// body, as far as its words tell; of any other that is not built in, the schema
// is taken as left alone, and the rows are not known.
func (s *simulation) called(f *pg.FuncCall) {
	n := written(f.GetFuncname())
	if n.Name == "" || n.Schema == schema.SystemSchema {
		return
	}
	own := s.cat.Routines(n.Schema, n.Name)
	if n.Schema == "" && len(own) == 0 && (harmless.has(n.Name) || mayAggregate.has(n.Name) || strings.HasPrefix(n.Name, "pg_")) {
		return
	}
	for _, r := range own {
		if callsSequence.MatchString(r.Body) {
			s.cat.ForgetNextValues()
		}
		switch {
		case r.Extension != "" && schema.KnownExtension(r.Extension):
		case s.follow(r):
		case changesSchema.MatchString(r.Body):
			s.cat.MarkUnknown("the function "+n.String()+" may have changed the schema", s.cat.Span())
		case r.Language != "sql" && r.Language != "plpgsql" || changesRows.MatchString(r.Body):
			s.cat.MarkRowsUnknown("the function "+n.String()+" may have written rows", s.cat.Span())
		}
	}
	if len(own) == 0 && !spatialFunction(s.cat, n) {
		s.cat.MarkRowsUnknown("it is not known what the function "+n.String()+" does", s.cat.Span())
	}
}

// spatialFunction tells whether a function is one of PostGIS's that only compute. Those that change tables are not
// called ST_ anything: AddGeometryColumn(), UpdateGeometrySRID().
// https://postgis.net/docs/reference.html
func spatialFunction(cat *schema.Catalog, n schema.Name) bool {
	_, known := cat.Extension("postgis")
	return known.Yes() && strings.HasPrefix(n.Name, "st_")
}

var (
	changesSchema = lazyregexp.New(`(?i)\b(execute|create|alter|drop|call|perform|rename)\b`)
	changesRows   = lazyregexp.New(`(?i)\b(insert|update|delete|merge|truncate|copy|select)\b`)
)

// mayAggregate are the built-in aggregates.
var mayAggregate = wordSet(`any_value array_agg avg bit_and bit_or bit_xor bool_and bool_or corr count covar_pop covar_samp every json_agg
	json_object_agg jsonb_agg jsonb_object_agg max min mode percentile_cont percentile_disc range_agg
	range_intersect_agg regr_count rank dense_rank stddev stddev_pop stddev_samp string_agg sum var_pop var_samp variance xmlagg`)

// harmless are the built-in functions that change neither schema nor rows.
var harmless = wordSet(`abs acos age array_append array_cat array_dims array_fill array_length array_lower array_ndims
	array_position array_positions array_prepend array_remove array_replace array_to_json array_to_string array_upper ascii
	asin atan bit_length btrim cardinality cbrt ceil ceiling char_length character_length chr clock_timestamp
	col_description concat concat_ws convert convert_from convert_to cos currval current_database current_schema
	current_schemas current_setting current_user date date_bin date_part date_trunc decode degrees div encode enum_first enum_last
	enum_range exp extract first_value floor format format_type gcd gen_random_uuid generate_series generate_subscripts
	get_bit get_byte has_column_privilege has_schema_privilege has_table_privilege host initcap isempty isfinite
	json_array_elements json_array_elements_text json_array_length json_build_array json_build_object json_each
	json_each_text json_extract_path json_extract_path_text json_object json_object_keys json_populate_record json_strip_nulls
	json_to_record json_to_recordset json_typeof jsonb_array_elements jsonb_array_elements_text jsonb_array_length
	jsonb_build_array jsonb_build_object jsonb_each jsonb_each_text jsonb_extract_path jsonb_extract_path_text
	jsonb_insert jsonb_object jsonb_object_keys jsonb_path_exists jsonb_path_query jsonb_path_query_array
	jsonb_path_query_first jsonb_populate_record jsonb_pretty jsonb_set jsonb_set_lax jsonb_strip_nulls jsonb_to_record
	jsonb_to_recordset jsonb_typeof justify_days justify_hours justify_interval lag last_value lastval lcm lead left
	length ln localtime localtimestamp log lower lower_inc lower_inf lpad ltrim make_date make_interval make_time
	make_timestamp make_timestamptz masklen md5 min_scale mod multirange network nextval now nth_value ntile num_nonnulls
	num_nulls numnode obj_description octet_length overlaps overlay parse_ident percent_rank phraseto_tsquery pi plainto_tsquery
	position power quote_ident quote_literal quote_nullable radians random range_merge regexp_count regexp_like
	regexp_match regexp_matches regexp_replace regexp_split_to_array regexp_split_to_table regexp_substr repeat
	replace reverse right round row_number row_to_json rpad rtrim scale session_user set_bit set_byte set_config
	setseed setval setweight sha224 sha256 sha384 sha512 shobj_description sign sin split_part sqrt
	statement_timestamp string_to_array string_to_table strip strpos substr substring tan timeofday timezone to_ascii
	to_char to_date to_hex to_json to_jsonb to_number to_regclass to_regnamespace to_regproc to_regrole to_regtype
	to_timestamp to_tsquery to_tsvector transaction_timestamp translate trim trim_array trunc ts_headline ts_rank
	ts_rank_cd tsrange tstzrange tsvector_to_array txid_current unnest upper upper_inc upper_inf uuid_in version
	websearch_to_tsquery width_bucket xmlcomment xpath daterange int4range int8range numrange coalesce nullif greatest least
	char_length hashtext trim_scale date_add cume_dist text int4 int8 float8 numeric varchar bool ltrim point box circle
	json_array_element json_array_element_text json_object_field json_object_field_text json_populate_recordset json_to_tsvector
	jsonb_array_element jsonb_array_element_text jsonb_concat jsonb_contained jsonb_contains jsonb_delete jsonb_delete_path jsonb_exists
	jsonb_exists_all jsonb_exists_any jsonb_object_field jsonb_object_field_text jsonb_path_exists_tz jsonb_path_match jsonb_path_match_tz
	jsonb_path_query_array_tz jsonb_path_query_first_tz jsonb_path_query_tz jsonb_populate_recordset jsonb_to_tsvector
	abbrev bit_count broadcast family has_any_column_privilege has_database_privilege has_function_privilege has_language_privilege
	has_sequence_privilege has_type_privilege hostmask is_normalized netmask normalize pow regexp_instr set_masklen starts_with
	to_regcollation to_regoper to_regoperator to_regprocedure unistr xpath_exists
	acosd acosh array_reverse array_sample array_shuffle array_sort asind asinh atan2 atan2d atand atanh casefold cosd cosh cot cotd crc32 crc32c
	date_subtract erf erfc factorial gamma json_exists json_query json_scalar json_serialize json_table json_value lgamma log10 merge_action
	random_normal sind sinh tand tanh to_bin to_oct unicode_assigned uuid_extract_timestamp uuid_extract_version uuidv4 uuidv7 xmltext`)
