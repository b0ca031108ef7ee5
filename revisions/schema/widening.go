package schema

import (
	"slices"
	"strconv"
	"strings"
)

// keeps tells whether a type holds every value of another one, so that a change to it and back loses nothing. A
// type that is not known, and one that users have made, is taken to.
func keeps(from, to Type) bool {
	if from.IsZero() || to.IsZero() || from == to || from.Name.Schema != SystemSchema || to.Name.Schema != SystemSchema {
		return true
	}
	if from.Array != to.Array {
		return !to.Array && isText(to.Name.Name)
	}
	a, b := from.Name.Name, to.Name.Name
	switch {
	case isText(b) && to.Mod == "":
		return true
	case isText(a) && isText(b):
		return from.Mod != "" && length(to.Mod) >= length(from.Mod)
	case integers(a) > 0 && integers(b) > 0:
		return integers(a) <= integers(b) && strings.Contains(a, "unsigned") == strings.Contains(b, "unsigned")
	case integers(a) > 0 && isDecimal(b):
		p, s := precision(to.Mod)
		return to.Mod == "" || p-s >= 19
	case isDecimal(a) && isDecimal(b):
		p, s := precision(from.Mod)
		q, t := precision(to.Mod)
		return to.Mod == "" || from.Mod != "" && t >= s && q-t >= p-s
	case strings.HasPrefix(a, "timestamp") && strings.HasPrefix(b, "timestamp"), a == b:
		return to.Mod == "" || from.Mod != "" && length(to.Mod) >= length(from.Mod)
	}
	return slices.Contains([]string{"real double precision", "float double", "date timestamp without time zone", "date timestamp with time zone",
		"date datetime", "json jsonb"}, a+" "+b)
}

func isText(name string) bool {
	return slices.Contains([]string{"text", "character varying", "varchar", "nvarchar", "varchar2", "nvarchar2", "character", "char", "bpchar", "tinytext", "mediumtext", "longtext", "clob", "nclob", "citext"}, name)
}

func isDecimal(name string) bool { return name == "numeric" || name == "decimal" || name == "number" }

// integers ranks the types of integers by what they hold, from 1; 0 for any other type.
func integers(name string) int {
	name = strings.TrimSuffix(name, " unsigned")
	switch name {
	case "tinyint":
		return 1
	case "smallint":
		return 2
	case "mediumint":
		return 3
	case "integer", "int":
		return 4
	case "bigint":
		return 5
	}
	return 0
}

// length reads "(20)"; a number that nothing reaches for "".
func length(mod string) int {
	n, err := strconv.Atoi(strings.Trim(mod, "() "))
	if err != nil {
		return 1 << 30
	}
	return n
}

// precision reads "(10,2)" and "(10)".
func precision(mod string) (digits, scale int) {
	p, s, _ := strings.Cut(strings.Trim(mod, "()"), ",")
	digits, _ = strconv.Atoi(strings.TrimSpace(p))
	scale, _ = strconv.Atoi(strings.TrimSpace(s))
	return digits, scale
}
