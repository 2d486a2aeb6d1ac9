package main

import (
	"encoding/json"
	"io"
	"os"
	"strconv"
	"strings"

	"underpin/internal/desk"
)

// A server whose case was locked goes on in a new picture of the program, so that no byte
// of what it knew of the case stays in memory. It hands on the port that it listens to and
// who has signed in, by a pipe.

// A keptServer is what a server goes on with.
type keptServer struct {
	Session json.RawMessage `json:"session"`
	DB      string          `json:"db"`
	// socket is the number of the open port.
	socket int
}

// goOnBy is the variable that holds the numbers of the port and of the pipe.
const goOnBy = "UNDERPIN_GO_ON"

// resumed returns what the server goes on with; nil where it begins.
func resumed() (*keptServer, error) {
	text := os.Getenv(goOnBy)
	if text == "" {
		return nil, nil
	}
	os.Unsetenv(goOnBy)
	socket, pipe, _ := strings.Cut(text, ",")
	fd, err1 := strconv.Atoi(socket)
	from, err2 := strconv.Atoi(pipe)
	if err1 != nil || err2 != nil {
		return nil, notGoingOn
	}
	f := os.NewFile(uintptr(from), "kept")
	if f == nil {
		return nil, notGoingOn
	}
	defer f.Close()
	b, err := io.ReadAll(f)
	if err != nil {
		return nil, err
	}
	kept := &keptServer{socket: fd}
	if err := json.Unmarshal(b, kept); err != nil {
		return nil, notGoingOn
	}
	return kept, nil
}

// notGoingOn says that the variable was not set by this program.
var notGoingOn = &desk.Fault{Code: desk.Failed, Message: goOnBy + " is for the program itself", Hint: "unset it"}
