package envelope

// Wrapped makes the text of a file of a body.
func Wrapped(body []byte) []byte { return wrapped(body) }
