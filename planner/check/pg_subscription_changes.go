package check

import (
	"regexp"

	"github.com/sqlplan/sqlplan/dialects/sqlstmt"
	"github.com/sqlplan/sqlplan/revisions/source"
)

var subscriptionChanges = Rule{
	Code: "PG803", Name: "subscription-changes", Severity: source.Note, Dialects: postgres,
	Doc: Doc{
		Title:   "a subscription depends on another server",
		Reason:  "CREATE SUBSCRIPTION connects to the publisher, makes a replication slot there, and copies every row of the published tables into tables that have to be here already. DROP SUBSCRIPTION drops the slot, and fails where the publisher cannot be reached; a slot that stays behind keeps the publisher's log until its disk is full. The connection string stands in the script for everybody to read.",
		Unsafe:  "CREATE SUBSCRIPTION site CONNECTION 'host=shop dbname=shop user=repl' PUBLICATION site;",
		When:    "The publisher is reachable from here, and somebody watches its slots.",
		Sources: []string{manual + "sql-createsubscription.html", manual + "sql-dropsubscription.html", manual + "logical-replication-subscription.html"},
	},
	Check: checkSubscriptionChanges,
}

// passwordGiven finds a password in a connection string, as a keyword or within a URI.
var passwordGiven = regexp.MustCompile(`(?i)\bpassword\s*=|://[^/@\s:']*:[^/@\s']*@`)

func checkSubscriptionChanges(p *Pass) {
	p.busy(func(st *Statement, a *sqlstmt.Action) {
		var f *Finding
		switch name := p.name(a.Name); {
		case a.Kind == sqlstmt.DropSubscription:
			f = p.Report(st, "subscription %s is dropped, and its slot on the publisher with it", name)
			f.Advice = "the publisher has to be reachable; if it is gone: ALTER SUBSCRIPTION " + name + " DISABLE, then SET (slot_name = NONE), then drop it"
		case a.To == "refresh":
			f = p.Report(st, "subscription %s takes up the tables that the publisher has added", name)
			f.Advice = "they have to be here already, and empty where their rows are copied; the publisher has to be reachable"
		case a.Kind == sqlstmt.AlterSubscription:
			f = p.Report(st, "subscription %s is changed", name)
			f.Advice = "look at pg_stat_subscription behind it: does it still advance?"
		case a.To == "copy":
			f = p.Report(st, "subscription %s copies every row of the published tables as soon as it is made", name)
			f.Advice = "the tables have to be here, and empty; the copy costs the publisher a read of all of them, and their log is kept until it is done"
		default:
			f = p.Report(st, "subscription %s is made without a copy of the rows that are there", name)
			f.Advice = "make sure that the rows are here already, up to the point at which it begins"
		}
		if passwordGiven.MatchString(st.Text) {
			f.Advice += "\nThe statement holds a password, which every reader of the script, its logs and pg_subscription sees: put it into the password file of the server (.pgpass)"
		}
	}, sqlstmt.CreateSubscription, sqlstmt.AlterSubscription, sqlstmt.DropSubscription)
}
