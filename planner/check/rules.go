package check

import (
	"strings"

	"github.com/sqlplan/sqlplan/revisions/spell"
)

// Rules are all rules, by their codes.
var Rules = []Rule{
	indexNotConcurrent, dropIndexNotConcurrent, indexIfNotExists, concurrentlyOnPartitioned, concurrentIndexCorruption,
	reindexNotConcurrent, indexGap, hashIndex, wideIndex,

	foreignKeyValidates, inlineReferences, foreignKeysTogether, checkValidates, validateInSameTransaction, uniqueBuildsIndex,
	primaryKeyBuildsIndex, exclusionConstraint, uniqueMayFail, dropConstraint, domainConstraintScans,

	changeTypeRewrites, typeRechecksConstraint, setNotNull, addRequiredColumn, addColumnRewrites, addCountedColumn, addStoredColumn,
	addConstrainedColumn, typeAndNotNull, dropNotNull, changeDefault,

	dropColumn, dropTable, dropSchema, truncate, renameColumn, renameTable, renameSchema, renameEnumValue, dropCascade,

	noLockTimeout, noStatementTimeout, workUnderLock, backfillWithDDL, changeAllRows, notRepeatable, notInBlock, notReviewed,

	enumValue, enumOrder, detachNotConcurrent, attachScans, vacuumFull, refreshNotConcurrent, tableOptionRewrites, trigger, accessChanges,
	extensionChanges,

	jsonColumn, bigintKey, serialColumn, charColumn, varcharLimit, timestampWithoutZone, domainWithConstraint, nameTooLong, unqualifiedTable,
	repeatedAssignment, columnOrder, quotedName, keyTypeMismatch,

	noReplicaIdentity, publishedChanges, subscriptionChanges,

	myUniqueDuplicates, myIndexBlocksWrites, myDropIndex, myDuplicateIndex, myForeignKeyCopies, myForeignKeyUnchecked,
	myDropForeignKey, myInlineReferences, myAddCheck, myColumnCheckUnvalidated, myCheckIgnored, myForeignKeyParent,
	myAddColumnNotInstant, myAlgorithmNotStated, myRequiredColumn, myDefaultExpression, myAutoIncrementColumn,
	myStoredGeneratedColumn, myColumnTypeCopies, mySetNotNull, myEnumChanged, myTableRewritten, myDropColumn, myRenameColumn,
	myRenameTable, myDropTable, myTruncate, myDDLCommits, myNoLockWaitTimeout, myStatementTimeout, myBlockingAsked,
	myAlgorithmRefused, myUpdateAllRows, myNoPrimaryKey, myLegacyCharset, myDisplayWidth, myZeroDate, myNotInnoDB, myReservedName,

	missingObject, duplicateObject, neededObject, wrongKind, mismatch,

	unrestored, dataLost,

	namePattern,
}

var postgres = []string{"postgresql"}

// ByName returns the rule with the code or the name, in any case; nil if there is none.
func ByName(name string) *Rule {
	for i := range Rules {
		if r := &Rules[i]; strings.EqualFold(r.Code, name) || strings.EqualFold(r.Name, name) {
			return r
		}
	}
	return nil
}

// DidYouMean is a hint at the rule that a mistyped code or name was probably meant to be; empty if none is near.
func DidYouMean(name string) string {
	codes, names := make([]string, len(Rules)), make([]string, len(Rules))
	for i := range Rules {
		codes[i], names[i] = Rules[i].Code, Rules[i].Name
	}
	if hint := spell.DidYouMean(name, names); hint != "" && len(name) > len("PG101") {
		return hint
	}
	return spell.DidYouMean(name, codes)
}
