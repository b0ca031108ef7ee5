package python

// Method is a method of a built-in type: self is the plain value.
type Method func(t *Thread, self Value, c *Call) (Value, error)

// The methods of the two text types by name. They are filled when the package is
// loaded: as initial values they would depend on themselves by way of the evaluator.
var (
	strMethods   map[string]Method // self is a Str
	bytesMethods map[string]Method // self is a Bytes
)
