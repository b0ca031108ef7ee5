package mysql

// No script of questions is written: neither server can turn a row into JSON whose columns are not
// named, and the columns of a question are what its author wrote.

// QuestionUsage is empty: there is no way to ask.
func (s script) QuestionUsage() string { return "" }

// BeginReadOnly is empty, as the two below.
func (s script) BeginReadOnly() string { return "" }

// Question is empty.
func (s script) Question(id, sql string) string { return "" }

// AnswerCheck is empty.
func (s script) AnswerCheck(sql, digest string) string { return "" }
