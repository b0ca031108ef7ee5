package check

import "github.com/sqlplan/sqlplan/revisions/source"

var myStatementTimeout = Rule{
	Code: "MY503", Name: "statement-timeout-without-effect", Severity: source.Note, Dialects: mysql,
	Doc: Doc{
		Title:   "MySQL limits the time of SELECT only",
		Reason:  "A statement_timeout becomes max_execution_time, which counts for statements that read. ALTER TABLE, UPDATE and DELETE run as long as they take; only a person ends them, with KILL. MariaDB's max_statement_time counts for all of them. This is told once for a script.",
		Unsafe:  "SET SESSION max_execution_time = 60000;\nUPDATE orders SET status = 'new';",
		When:    "The limit is meant for the queries alone.",
		Sources: []string{mysqlManual + "server-system-variables.html#sysvar_max_execution_time", mariadbManual + "server-system-variables/#max_statement_time"},
	},
	Check: func(p *Pass) {
		if v := p.Timeouts["statement_timeout"]; v == "" || v == "0" {
			return
		}
		for i := range p.Statements {
			st := &p.Statements[i]
			if changesLive(st) {
				f := p.Report(st, "statement_timeout does not limit this: MySQL limits the time of SELECT alone")
				f.Advice = "watch the script, and write long changes of rows in batches"
				return
			}
		}
	},
}
