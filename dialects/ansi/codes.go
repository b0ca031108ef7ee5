package ansi

// Codes of diagnostics that several dialects give, each with a parser of its own.
// They never change their meaning.
const (
	CodeSyntax      = "SP210" // the parser refuses the statement
	CodeUnanalysed  = "SP212" // the statement was not analysed, or only its syntax was checked
	CodeInternal    = "SP215" // a parser fails, or disagrees with the splitter: a fault of sqlplan
	CodeOlderServer = "SP216" // the statement has syntax that came after the server's version
)
