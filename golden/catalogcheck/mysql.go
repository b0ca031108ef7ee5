package catalogcheck

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/revisions/schema"
)

// MySQLQueries print a database of MySQL, one line for each part, as MySQL does a catalog. How a default is printed differs between
// releases, so that it is left out here.
const MySQLQueries = `
SELECT CONCAT('table ', table_name, ' ', table_type, ' comment=', IF(table_type = 'VIEW', '', table_comment)) FROM information_schema.tables WHERE table_schema = DATABASE();
SELECT CONCAT('column ', c.table_name, ' ', ordinal_position, ' ', column_name, ' ', column_type, ' ', is_nullable, IF(extra LIKE '%auto_increment%', ' auto_increment', ''), ' comment=', column_comment)
  FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name) WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE';
SELECT CONCAT('index ', table_name, ' ', index_name, ' ', non_unique, ' ', GROUP_CONCAT(column_name, IFNULL(CONCAT('(', sub_part, ')'), '') ORDER BY seq_in_index), ' ', index_comment) FROM information_schema.statistics
  WHERE table_schema = DATABASE() GROUP BY table_name, index_name, non_unique, index_comment;
SELECT CONCAT('key ', k.table_name, ' ', k.constraint_name, ' (', GROUP_CONCAT(k.column_name ORDER BY ordinal_position), ') to ', k.referenced_table_name, ' (',
  GROUP_CONCAT(k.referenced_column_name ORDER BY ordinal_position), ') ', REPLACE(r.delete_rule, 'NO ACTION', 'RESTRICT'), ' ', REPLACE(r.update_rule, 'NO ACTION', 'RESTRICT'))
  FROM information_schema.key_column_usage k JOIN information_schema.referential_constraints r ON r.constraint_schema = k.table_schema AND r.constraint_name = k.constraint_name AND r.table_name = k.table_name
  WHERE k.table_schema = DATABASE() AND k.referenced_table_name IS NOT NULL GROUP BY k.table_name, k.constraint_name, k.referenced_table_name, r.delete_rule, r.update_rule;
SELECT CONCAT('check ', table_name, ' ', constraint_name) FROM information_schema.table_constraints WHERE constraint_schema = DATABASE() AND constraint_type = 'CHECK';
SELECT CONCAT('trigger ', event_object_table, ' ', trigger_name) FROM information_schema.triggers WHERE trigger_schema = DATABASE();
`

// width is that at which a whole number is shown, which MySQL has forgotten since 8.0.19, but for tinyint(1).
var width = regexp.MustCompile(`\b(tinyint|smallint|mediumint|int|bigint|year)\(\d+\)`)

// MySQLLine takes out of a line of a database or a catalog what differs between the releases of MySQL.
func MySQLLine(line string) string {
	if strings.HasPrefix(line, "key ") {
		return strings.ReplaceAll(line, "NO ACTION", "RESTRICT")
	}
	return width.ReplaceAllString(line, "$1")
}

// MySQL returns the lines of a catalog, sorted.
func MySQL(c *schema.Catalog) []string {
	rows := slices.DeleteFunc(MariaDB(c), func(line string) bool { return strings.HasPrefix(line, "column ") })
	for _, t := range c.Tables("") {
		for i, col := range t.Columns {
			null, auto := "YES", ""
			if col.NotNull {
				null = "NO"
			}
			if col.AutoIncrement {
				auto = " auto_increment"
			}
			rows = append(rows, fmt.Sprintf("column %s %d %s %s %s%s comment=%s", t.Name.Name, i+1, col.Name, c.FormatType(col.Type), null, auto, col.More().Comment))
		}
	}
	for i := range rows {
		rows[i] = MySQLLine(rows[i])
	}
	slices.Sort(rows)
	return rows
}
