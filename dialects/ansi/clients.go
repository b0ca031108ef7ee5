package ansi

import (
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/dialects/sqltext"
)

// What to do instead of a command to a client.
const (
	insteadVariable = "declare a variable, and use it in a .sql.tmpl revision"
	insteadFile     = "move the statements of that file into this revision"
	insteadConnect  = "remove it; a script changes the one database that it is run in"
	insteadRows     = "write the rows as INSERT ... VALUES, or load them outside of the revisions"
	insteadErrors   = "remove it; the script says itself what happens at an error"
	insteadNothing  = "remove it; a revision holds only SQL"
)

// advice is what to do instead of some commands.
type advice struct {
	commands []string
	help     string
}

// advices are those of each client; any other command is to be removed. The names
// are in lower case where the client does not care, and whole where it takes the
// beginning of one.
var advices = map[sqltext.Client][]advice{
	sqltext.Psql: {
		{[]string{`\set`, `\unset`, `\gset`, `\getenv`, `\prompt`}, insteadVariable},
		{[]string{`\i`, `\ir`, `\include`, `\include_relative`}, insteadFile},
		{[]string{`\if`, `\elif`, `\else`, `\endif`}, "decide in a .sql.tmpl revision, or in a DO block on the server"},
		{[]string{`\c`, `\connect`}, insteadConnect},
		{[]string{`\copy`, `\.`}, insteadRows},
		{[]string{`\gexec`}, "run the generated statements with EXECUTE in a DO block"},
	},
	sqltext.MySQL: {
		{[]string{`source`, `\.`}, insteadFile},
		{[]string{`\G`, `\g`, `go`, `ego`}, "end the statement with a semicolon"},
		{[]string{`\d`}, "write DELIMITER, on a line of its own"},
		{[]string{`connect`, `resetconnection`, `\r`, `\u`, `\x`}, insteadConnect},
	},
	sqltext.SQLite: {
		{[]string{".read"}, insteadFile},
		{[]string{".import"}, insteadRows},
		{[]string{".open", ".connection", ".restore"}, insteadConnect},
		{[]string{".bail"}, insteadErrors},
		{[]string{".parameter"}, insteadVariable},
	},
	sqltext.Sqlcmd: {
		{[]string{":r"}, insteadFile},
		{[]string{":setvar"}, insteadVariable},
		{[]string{":connect"}, insteadConnect},
		{[]string{":on"}, insteadErrors},
	},
	sqltext.SQLPlus: {
		{[]string{"@", "@@", "start", "get"}, insteadFile},
		{[]string{"execute"}, "write BEGIN ...; END; with a line / behind it"},
		{[]string{"define", "undefine", "accept", "variable"}, insteadVariable},
		{[]string{"connect", "disconnect"}, insteadConnect},
		{[]string{"whenever"}, insteadErrors},
		{[]string{"prompt"}, "write it as a comment"},
		{[]string{"set", "."}, "remove it; the script has settings of its own"},
	},
}

// clientHelp says what to do instead of a command to a client.
func clientHelp(client sqltext.Client, command string) string {
	matches := func(name string) bool {
		switch client {
		case sqltext.SQLPlus: // a command is known by its beginning
			return strings.HasPrefix(name, strings.ToLower(command)) && (len(command) > 2 || command == name)
		case sqltext.Sqlcmd:
			return strings.EqualFold(name, command)
		case sqltext.MySQL:
			return name == command || name[0] != '\\' && strings.EqualFold(name, command)
		}
		return name == command
	}
	for _, a := range advices[client] {
		if slices.ContainsFunc(a.commands, matches) {
			return a.help
		}
	}
	return insteadNothing
}
