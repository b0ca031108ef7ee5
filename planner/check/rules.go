package check

import "cmp"

// Rules are all rules, by their codes.
var Rules = []Rule{}

func compareCodes(a, b Finding) int { return cmp.Compare(a.Code, b.Code) }
