package alembicgolden

import (
	"regexp"
	"strings"
)

// intoVariable is what Alembic writes behind an INSERT on Oracle, into variables that no script has.
var intoVariable = regexp.MustCompile(` RETURNING [^\n]* INTO :ret_\d+(?:, :ret_\d+)*`)

// passingBlock is the block that stands for IF EXISTS and IF NOT EXISTS on Oracle, and
// ifWords are the words, which Alembic leaves out or writes; columnComment is a comment
// whose schema and quotes Alembic leaves out.
var (
	passingBlock  = regexp.MustCompile(`(?s)BEGIN\s+EXECUTE IMMEDIATE '((?:[^']|'')*)';\s+EXCEPTION\s+WHEN OTHERS THEN\s+IF SQLCODE NOT IN .*?END IF;\s+END;`)
	ifWords       = regexp.MustCompile(` IF (NOT )?EXISTS`)
	columnComment = regexp.MustCompile(`COMMENT ON COLUMN .*? IS '`)
)

// cleanedOracle takes out of a script for Oracle what the corrections change.
func cleanedOracle(script string) string {
	script = passingBlock.ReplaceAllStringFunc(script, func(block string) string {
		return strings.ReplaceAll(passingBlock.FindStringSubmatch(block)[1], "''", "'")
	})
	return columnComment.ReplaceAllString(ifWords.ReplaceAllString(script, ""), "COMMENT ON COLUMN c IS '")
}
