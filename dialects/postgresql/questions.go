package postgresql

import "strings"

// digestOf is the digest of the rows of a query, whatever order they come in: a
// query that asks for none may give another one each time.
const digestOf = "md5(coalesce(json_agg(row_to_json(q) ORDER BY row_to_json(q)::text), '[]')::text)"

// QuestionUsage has psql print the lines and nothing else.
func (s script) QuestionUsage() string { return "psql -X -At -d DATABASE -f THIS_FILE" }

// BeginReadOnly opens a transaction that cannot change anything, and sees one state of the database.
func (s script) BeginReadOnly() string {
	return "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"
}

// Question is a query that prints the rows of sql as one line of JSON.
func (s script) Question(id, sql string) string {
	sql = bare(sql)
	return "SELECT json_build_object('question', " + literal(id) +
		",\n    'rows', coalesce(json_agg(row_to_json(q)), '[]'),\n    'digest', " + digestOf + ")\nFROM (\n" + sql + "\n) q"
}

// AnswerCheck compares the digest of the rows.
func (s script) AnswerCheck(sql, digest string) string {
	return "(SELECT " + digestOf + " FROM (\n" + bare(sql) + "\n) q) = " + literal(digest)
}

// bare is a query without its terminator.
func bare(sql string) string { return strings.TrimRight(strings.TrimSpace(sql), "; \t\r\n") }
