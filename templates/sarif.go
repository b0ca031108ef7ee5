package templates

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/sqlplan/sqlplan/docs"
	"github.com/sqlplan/sqlplan/planner/check"
	"github.com/sqlplan/sqlplan/revisions/lazyregexp"
)

// The types here are the part of SARIF 2.1.0 that sqlplan writes, with what GitHub asks for.
// https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
// https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning

type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool        sarifTool         `json:"tool"`
	Invocations []sarifInvocation `json:"invocations"`
	ColumnKind  string            `json:"columnKind"`
	Results     []sarifResult     `json:"results"`
}

type sarifTool struct {
	Driver sarifDriver `json:"driver"`
}

type sarifDriver struct {
	Name           string      `json:"name"`
	Version        string      `json:"version"`
	InformationURI string      `json:"informationUri"`
	Rules          []sarifRule `json:"rules"`
}

type sarifRule struct {
	ID               string         `json:"id"`
	Name             string         `json:"name,omitempty"`
	ShortDescription sarifText      `json:"shortDescription"`
	FullDescription  *sarifText     `json:"fullDescription,omitempty"`
	Help             sarifText      `json:"help"`
	HelpURI          string         `json:"helpUri"`
	Configuration    sarifLevel     `json:"defaultConfiguration"`
	Properties       sarifRuleProps `json:"properties"`
}

type sarifText struct {
	Text     string `json:"text"`
	Markdown string `json:"markdown,omitempty"`
}

type sarifLevel struct {
	Level string `json:"level"`
}

// sarifRuleProps are what GitHub shows and filters by.
type sarifRuleProps struct {
	Tags      []string `json:"tags"`
	Precision string   `json:"precision"`
	Severity  string   `json:"problem.severity"`
}

type sarifInvocation struct {
	Successful    bool                `json:"executionSuccessful"`
	Notifications []sarifNotification `json:"toolExecutionNotifications,omitempty"`
}

// sarifNotification is a message about no place in a file.
type sarifNotification struct {
	Level      string    `json:"level"`
	Message    sarifText `json:"message"`
	Descriptor *sarifRef `json:"descriptor,omitempty"`
}

type sarifRef struct {
	ID string `json:"id"`
}

type sarifResult struct {
	RuleID       string            `json:"ruleId"`
	RuleIndex    int               `json:"ruleIndex"`
	Level        string            `json:"level"`
	Message      sarifText         `json:"message"`
	Locations    []sarifLocation   `json:"locations"`
	Fingerprints map[string]string `json:"partialFingerprints"`
}

type sarifLocation struct {
	Physical sarifPhysical `json:"physicalLocation"`
}

type sarifPhysical struct {
	Artifact sarifArtifact `json:"artifactLocation"`
	Region   sarifRegion   `json:"region"`
}

type sarifArtifact struct {
	URI    string `json:"uri"`
	BaseID string `json:"uriBaseId"`
}

type sarifRegion struct {
	StartLine   int `json:"startLine"`
	StartColumn int `json:"startColumn,omitempty"`
	EndLine     int `json:"endLine,omitempty"`
	EndColumn   int `json:"endColumn,omitempty"`
}

const (
	sarifSchema = "https://json.schemastore.org/sarif-2.1.0.json"
	// sarifLimit is how many results of a run GitHub takes.
	sarifLimit = 25_000
	pages      = "https://github.com/sqlplan/sqlplan/blob/main/docs/"
)

// sarif is the report for code scanning. What is ignored is left out and counted: GitHub makes an alert of each result, suppressed or not
// (https://github.com/github/codeql-action/issues/1230).
func (r Report) sarif() sarifLog {
	run := sarifRun{ColumnKind: "unicodeCodePoints", Results: []sarifResult{}, Tool: sarifTool{sarifDriver{
		Name: "sqlplan", Version: r.ToolVersion, InformationURI: "https://github.com/sqlplan/sqlplan", Rules: []sarifRule{}}}}
	call := sarifInvocation{Successful: true}
	list := r.results()
	if r.NotReviewed != "" { // without a result, too, silence is no approval
		call.Notifications = append(call.Notifications, sarifNotification{Level: "warning", Message: sarifText{Text: "Not reviewed: " + paragraph(r.NotReviewed)}})
	}
	if n := check.CountIgnored(r.Findings); n > 0 {
		call.Notifications = append(call.Notifications, sarifNotification{Level: "note",
			Message: sarifText{Text: plural(n, "ignored finding is", "ignored findings are") + " left out; the plan and the script list them with their reasons"}})
		list = slices.DeleteFunc(list, func(res result) bool { return res.ignored != nil })
	}
	for _, res := range list {
		if res.path == "" {
			call.Notifications = append(call.Notifications, sarifNotification{res.severity, sarifText{Text: res.text()}, &sarifRef{res.code}})
			continue
		}
		if len(run.Results) == sarifLimit {
			call.Notifications = append(call.Notifications, sarifNotification{Level: "warning",
				Message: sarifText{Text: fmt.Sprintf("there are %d findings in all; the severest %d stand here, since code scanning takes no more", len(list), sarifLimit)}})
			break
		}
		run.Results = append(run.Results, run.Tool.Driver.result(res))
	}
	run.Invocations = []sarifInvocation{call}
	return sarifLog{Schema: sarifSchema, Version: "2.1.0", Runs: []sarifRun{run}}
}

// result writes a result, and lists its rule among the driver's.
func (d *sarifDriver) result(res result) sarifResult {
	index := slices.IndexFunc(d.Rules, func(known sarifRule) bool { return known.ID == res.code })
	if index < 0 {
		index = len(d.Rules)
		d.Rules = append(d.Rules, newSarifRule(res))
	}
	region := sarifRegion{StartLine: max(res.line, 1), StartColumn: res.col, EndLine: res.endLine, EndColumn: res.endCol}
	return sarifResult{RuleID: res.code, RuleIndex: index, Level: res.severity, Message: sarifText{Text: res.text()},
		Locations: []sarifLocation{{sarifPhysical{sarifArtifact{relativeURI(res.path), "%SRCROOT%"}, region}}},
		// The first is the only one that GitHub reads.
		Fingerprints: map[string]string{"primaryLocationLineHash": res.print, "sqlplan/v1": res.print}}
}

// text is the message with what to do.
func (res result) text() string {
	text := res.message
	if res.help != "" {
		text += "\n\n" + res.help
	}
	return linkless(text)
}

// linkless is text in which nothing is a link: SARIF reads [a](b) as one, and a name may look like that.
func linkless(text string) string {
	if strings.Contains(text, "](") {
		text = strings.NewReplacer("[", `\[`, "]", `\]`).Replace(text)
	}
	return text
}

// relativeURI is a path as a URI reference: nothing of it can be read as a scheme, a query or a fragment.
func relativeURI(path string) string {
	parts := strings.Split(path, "/")
	for i, part := range parts {
		parts[i] = strings.ReplaceAll(url.PathEscape(part), ":", "%3A")
	}
	return strings.Join(parts, "/")
}

// newSarifRule is the description of a result's rule: from the rule's own documentation, or for a diagnostic
// from the page that lists them.
func newSarifRule(res result) sarifRule {
	level := res.severity
	page := pages + "diagnostics.md"
	short := diagnosticMeaning(res.code)
	rule := sarifRule{ID: res.code, Name: res.name, ShortDescription: sarifText{Text: short}, Help: sarifText{Text: short}, HelpURI: page}
	if i := slices.IndexFunc(check.Rules, func(known check.Rule) bool { return known.Code == res.code }); i >= 0 {
		doc := &check.Rules[i].Doc
		level = check.Rules[i].Severity.String()
		rule.HelpURI = pages + "rules/" + res.code + ".md"
		rule.ShortDescription.Text, rule.FullDescription = doc.Title, &sarifText{Text: doc.Reason}
		rule.Help = sarifText{Text: ruleHelp(doc, false), Markdown: ruleHelp(doc, true)}
	}
	rule.Configuration.Level = level
	rule.Properties = sarifRuleProps{Tags: []string{"database", "schema"}, Precision: "high", Severity: map[string]string{"error": "error", "warning": "warning", "note": "recommendation"}[level]}
	return rule
}

// ruleHelp is what a rule says of itself, as plain text or as markdown.
func ruleHelp(doc *check.Doc, markdown bool) string {
	parts := []string{doc.Reason}
	add := func(title, language, text string) {
		if text == "" {
			return
		}
		if markdown {
			text = Code(language, text)
		}
		parts = append(parts, title+"\n\n"+text)
	}
	add("Found:", "sql", doc.Unsafe)
	add("Instead:", "sql", doc.Safe)
	add("In Alembic:", "python", doc.Alembic)
	if doc.When != "" {
		parts = append(parts, "It does not matter when: "+doc.When)
	}
	for _, s := range doc.Sources {
		if markdown {
			s = "<" + s + ">"
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, "\n\n")
}

// link is a link in markdown, and severityWord what a row of diagnostics.md begins with where it is no error.
var (
	link         = lazyregexp.New(`\[([^\]]*)\]\([^)]*\)`)
	severityWord = lazyregexp.New(`^(?:warning|note): `)
)

// diagnosticMeaning is what docs/diagnostics.md says about a code; the code itself if that says nothing.
func diagnosticMeaning(code string) string {
	_, row, found := strings.Cut(docs.Diagnostics, "\n| "+code+" | ")
	if !found {
		return code
	}
	row, _, _ = strings.Cut(row, "\n")
	row = strings.TrimSuffix(strings.TrimSpace(row), " |")
	return severityWord.ReplaceAllString(link.ReplaceAllString(row, "$1"), "")
}
