package graphfile

import "errors"

// ErrMemory says that a graph needs more memory than [ReadOptions] allow. Raise the
// limit, or read only part of the file. It is the cause of the error that says so.
var ErrMemory = errors.New("the graph does not fit into memory")
