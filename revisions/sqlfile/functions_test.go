package sqlfile

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// reviewed are the functions that templates may call. Each was looked at: its
// result depends on its arguments alone. A new version of sprig that brings
// others fails the test, so that they are looked at too.
const reviewed = `
abbrev abbrevboth add add1 add1f addf adler32sum all any append atoi b32dec b32enc b64dec b64enc base biggest camelcase cat
ceil chunk clean coalesce compact concat contains deepCopy deepEqual default dict dig dir div divf empty ext fail first
float64 floor fromJson get has hasKey hasPrefix hasSuffix indent index initial initials int int64 isAbs join kebabcase
keys kindIs kindOf last list lower max maxf merge mergeOverwrite min minf mod mul mulf mustAppend mustChunk mustCompact
mustDeepCopy mustFirst mustFromJson mustHas mustInitial mustLast mustMerge mustMergeOverwrite mustPrepend mustPush
mustRegexFind mustRegexFindAll mustRegexMatch mustRegexReplaceAll mustRegexReplaceAllLiteral mustRegexSplit mustRest
mustReverse mustSlice mustToJson mustToPrettyJson mustToRawJson mustUniq mustWithout nindent nospace omit pick pluck
plural prepend printf push quote regexFind regexFindAll regexMatch regexQuoteMeta regexReplaceAll
regexReplaceAllLiteral regexSplit repeat replace rest reverse round semverCompare seq set sha1sum sha256sum sha512sum
slice snakecase sortAlpha split splitList splitn squote sub subf substr swapcase ternary title toDecimal toJson
toPrettyJson toRawJson toString toStrings trim trimAll trimPrefix trimSuffix trimall trunc tuple typeIs typeIsLike
typeOf uniq unset until untilStep untitle upper urlJoin urlParse values without wrap wrapWith`

func TestFunctionsAreReviewed(t *testing.T) {
	want := strings.Fields(reviewed)
	for _, name := range slices.Sorted(maps.Keys(functions())) {
		if !slices.Contains(want, name) && name != printableName {
			t.Errorf("%s was not reviewed", name)
		}
	}
	for _, name := range want {
		if functions()[name] == nil {
			t.Errorf("%s is gone", name)
		}
	}
}

func TestFunctionsThatDependOnTheMachine(t *testing.T) {
	for _, name := range []string{
		"now", "date", "ago", "toDate", "unixEpoch", "env", "expandenv", "getHostByName", "genPrivateKey", "genCA", "uuidv4",
		"randAlpha", "randBytes", "randInt", "shuffle", "bcrypt", "htpasswd", "encryptAES", "osBase",
	} {
		t.Run(name, func(t *testing.T) {
			_, diags := upgrade(t, "{{"+name+"}}")
			checkDiags(t, diags, []string{`cannot parse the template: function "` + name + `" not defined`})
		})
	}
}

// TestUnfitNames keeps the list of removed functions free of names that mean nothing.
func TestUnfitNames(t *testing.T) {
	for _, name := range unfit {
		if functions()[name] != nil {
			t.Errorf("%s is still there", name)
		}
	}
	if n := len(slices.Compact(slices.Sorted(slices.Values(unfit)))); n != len(unfit) {
		t.Errorf("%d of %d names are repeated", len(unfit)-n, len(unfit))
	}
}
