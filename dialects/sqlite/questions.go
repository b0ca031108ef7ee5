package sqlite

// questions: the rows of a query of any columns cannot be made JSON in SQLite's SQL,
// which has no function over a whole row. There is no way to ask; see sqlstmt.Script.

// QuestionUsage is empty: there is no way to ask.
func (script) QuestionUsage() string { return "" }

// BeginReadOnly is empty, like Question and AnswerCheck.
func (script) BeginReadOnly() string             { return "" }
func (script) Question(string, string) string    { return "" }
func (script) AnswerCheck(string, string) string { return "" }
