package postgresql

import (
	"strconv"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
)

// boundTokens are the words and literals of a bound as the server prints it: the values stand behind FOR VALUES FROM, TO or IN, each of them
// a literal without its type, NULL, MINVALUE or MAXVALUE.
// https://github.com/postgres/postgres/blob/REL_16_STABLE/src/backend/utils/adt/ruleutils.c (get_range_partbound_string)
const boundTokens = `ARRAY(SELECT m.part[1] FROM regexp_matches(pg_get_expr(c.relpartbound, c.oid), '[^,()'' ]*''(?:[^'']|'''')*''|[^,()'' ]+', 'g') WITH ORDINALITY AS m (part, n) ORDER BY m.n)`

// othersBeside asks for partitions BY LIST and RANGE that the server has and the revisions may not know, beside which the first of the bounds has no
// place; nil where the bound cannot be read.
func othersBeside(d sqlstmt.Demand) []sqlstmt.Probe {
	b := d.Bounds[0]
	strategy, rest, _ := strings.Cut(b.By, " ")
	keys := splitList(rest)
	p := sqlstmt.Probe{What: "partitions whose bounds overlap the new one", Object: b.Name + " " + b.Bound}
	held := "\n    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid\n    WHERE i.inhparent = to_regclass(" + literal(fullName(d.Tables[0])) + ")" + stillThere(d)
	if b.Bound == "DEFAULT" {
		p.What = "another default partition"
		p.Query = counted("SELECT c.oid::regclass::text" + held + " AND pg_get_expr(c.relpartbound, c.oid) = 'DEFAULT'")
		return []sqlstmt.Probe{p}
	}
	held += " AND pg_get_expr(c.relpartbound, c.oid) <> 'DEFAULT'"
	from, to, _ := strings.Cut(strings.TrimPrefix(b.Bound, "FOR VALUES FROM "), ") TO (")
	lower, upper := splitList(from+")"), splitList("("+to)
	switch {
	case len(keys) == 1 && strategy == "LIST":
		p.Block = besideBlock(d, keys, held, "mine text[] := "+textArray(splitList(strings.TrimPrefix(b.Bound, "FOR VALUES IN ")))+";", listOverlap)
	case len(keys) > 0 && strategy == "RANGE" && len(lower) == len(keys) && len(upper) == len(keys):
		p.Block = besideBlock(d, keys, held, "lower_end text[] := "+textArray(ends(lower))+"; upper_end text[] := "+textArray(ends(upper))+"; low text[]; high text[]; less text;", rangeOverlap)
	default:
		return nil
	}
	return []sqlstmt.Probe{p}
}

// ends are the values of one end of a range, the open ones in the server's spelling.
func ends(list []string) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = v
		if up := strings.ToUpper(v); up == "MINVALUE" || up == "MAXVALUE" {
			out[i] = up
		}
	}
	return out
}

func textArray(list []string) string {
	quoted := make([]string, len(list))
	for i, v := range list {
		quoted[i] = literal(v)
	}
	return "ARRAY[" + strings.Join(quoted, ", ") + "]::text[]"
}

// listOverlap looks for a value of both lists; NULL is one.
const listOverlap = `SELECT string_agg('((' || v || ')::' || types[1] || ')', ', ') INTO news FROM unnest(mine) AS v;
            SELECT string_agg('((' || v || ')::' || types[1] || ')', ', ') INTO olds FROM unnest(r.words[4:]) AS v;
            EXECUTE 'SELECT EXISTS (SELECT FROM (VALUES ' || news || ') AS new (v) JOIN (VALUES ' || olds || ') AS held (v) ON new.v' || collations[1] || ' IS NOT DISTINCT FROM held.v)' INTO overlap;`

// rangeOverlap: two ranges overlap if each begins before the other one ends. The first value that differs decides; behind MINVALUE or MAXVALUE
// none counts. https://www.postgresql.org/docs/current/sql-createtable.html#SQL-CREATETABLE-PARTITION
const rangeOverlap = `FOR side IN 1..2 LOOP
                low := CASE side WHEN 1 THEN lower_end ELSE r.words[4:3 + keys] END;
                high := CASE side WHEN 1 THEN r.words[5 + keys:] ELSE upper_end END;
                less := 'false';
                FOR k IN REVERSE keys..1 LOOP
                    less := CASE
                        WHEN low[k] = high[k] AND low[k] IN ('MINVALUE', 'MAXVALUE') THEN 'false'
                        WHEN low[k] = 'MINVALUE' OR high[k] = 'MAXVALUE' THEN 'true'
                        WHEN low[k] = 'MAXVALUE' OR high[k] = 'MINVALUE' THEN 'false'
                        ELSE format('(%1$s < %2$s OR %1$s = %2$s AND %3$s)', '((' || low[k] || ')::' || types[k] || collations[k] || ')', '((' || high[k] || ')::' || types[k] || ')', less) END;
                END LOOP;
                EXECUTE 'SELECT ' || less INTO overlap;
                EXIT WHEN NOT overlap;
            END LOOP;`

// besideBlock compares the new bound with that of each partition, by the types and collations that the key has on the server. The order of another operator class
// than the default one is not worked out.
func besideBlock(d sqlstmt.Demand, keys []string, held, declared, compare string) string {
	parent := literal(fullName(d.Tables[0]))
	return `DECLARE
        keys int := ` + strconv.Itoa(len(keys)) + `; exprs text[] := ` + textArray(keys) + `; types text[]; collations text[]; classes bool; overlap bool; news text; olds text; word text;
        ` + declared + `
    BEGIN
        SELECT array_agg(format_type(a.atttypid, a.atttypmod) ORDER BY k.n), array_agg(CASE WHEN o.oid IS NULL THEN '' ELSE format(' COLLATE %I.%I', s.nspname, o.collname) END ORDER BY k.n), bool_and(x.opcdefault)
            INTO types, collations, classes
            FROM pg_partitioned_table p CROSS JOIN LATERAL unnest(p.partattrs::int2[], p.partclass::oid[], p.partcollation::oid[]) WITH ORDINALITY AS k (att, class, coll, n)
            JOIN pg_opclass x ON x.oid = k.class LEFT JOIN pg_attribute a ON a.attrelid = p.partrelid AND a.attnum = k.att
            LEFT JOIN pg_collation o ON o.oid = k.coll LEFT JOIN pg_namespace s ON s.oid = o.collnamespace
            WHERE p.partrelid = to_regclass(` + parent + `);
        IF NOT classes OR array_length(types, 1) <> keys THEN
            RAISE EXCEPTION USING ERRCODE = 'feature_not_supported', MESSAGE = 'the partition key is another one than in the revisions, or has an operator class of its own';
        END IF;
        FOR k IN 1..coalesce(array_length(types, 1), 0) LOOP
            IF types[k] IS NULL THEN -- the key is an expression
                EXECUTE 'SELECT format_type(pg_typeof(' || exprs[k] || ')::oid, -1) FROM (SELECT (NULL::' || ` + parent + ` || ').*) AS t' INTO word;
                types[k] := word;
            END IF;
        END LOOP;
        FOR r IN SELECT c.oid::regclass::text AS name, pg_get_expr(c.relpartbound, c.oid) AS bound, ` + boundTokens + ` AS words` + held + ` ORDER BY 1 LOOP
            ` + compare + `
            IF overlap THEN
                n := n + 1;
                example := concat_ws('; ', example, r.name || ' ' || r.bound);
            END IF;
        END LOOP;
    END;`
}

// unknownDefault asks for such rows in the default partition that only the server has.
func unknownDefault(d sqlstmt.Demand, p sqlstmt.Probe, condition string) sqlstmt.Probe {
	rows := d.Rows
	rows.Table.Schema, rows.Table.Name = "", "sqlplan_default_partition"
	unless := ""
	if !d.Unless.IsZero() {
		unless = " AND to_regclass(" + literal(fullName(d.Unless)) + ") IS NULL"
	}
	p.What, p.Tables = "rows of a default partition that only this database has, and that belong into the new one", nil
	p.Block = `DECLARE
        place text := (SELECT nullif(to_jsonb(p) ->> 'partdefid', '0')::oid::regclass FROM pg_partitioned_table p WHERE p.partrelid = to_regclass(` + literal(fullName(d.Rows.Table)) + `)` + unless + `);
    BEGIN
        IF place IS NOT NULL THEN
            EXECUTE replace(` + dollars("SELECT count(*), "+example(rows, rows.Alias)+"\nFROM "+from(rows, rows.Alias)+"\nWHERE "+condition) + `, 'sqlplan_default_partition', place) INTO n, example;
        END IF;
    END;`
	return p
}
