package main

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

//go:embed peers.py
var peersScript []byte

// The libraries that are measured.
const (
	us        = "underpin"
	igraph    = "igraph"
	graphTool = "graph-tool"
)

// A stable starts the processes that measure. It keeps little memory itself: what a
// new process counts as its peak begins with what the process that started it held.
type stable struct {
	folder   string // for what processes hand to each other
	self     string // this program
	python   string // an interpreter that has the peers, empty if there is none
	script   string
	versions map[string]string
	known    map[string][]measured // turns of a run that was interrupted
}

func newStable(folder, python string) (*stable, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	s := &stable{folder: folder, self: self, script: filepath.Join(folder, "peers.py"), versions: map[string]string{}}
	if err := os.WriteFile(s.script, peersScript, 0o600); err != nil {
		return nil, err
	}
	s.findPeers(python)
	return s, s.remember()
}

// findPeers asks interpreters which peers they have and keeps the one that has most.
func (s *stable) findPeers(named string) {
	candidates := []string{"python3", "/usr/bin/python3"}
	if named != "" {
		candidates = []string{named}
	}
	for _, python := range candidates {
		out, err := exec.Command(python, s.script, "versions").Output()
		var found map[string]string
		if err != nil || json.Unmarshal(out, &found) != nil {
			continue
		}
		if len(found) > len(s.versions) {
			s.python, s.versions = python, found
		}
	}
}

// has reports whether a library can be measured.
func (s *stable) has(library string) bool { return library == us || s.versions[library] != "" }

// A measured is one run of a task: the result and what the system says of the
// process as a whole.
type measured struct {
	result
	Peak float64 // MiB
	Load float64 // of the machine when it began
	Took float64 // seconds of the whole process
}

// longest is how long a process may take before it is given up.
const longest = 2 * time.Hour

func (s *stable) run(library string, t task) (measured, error) {
	described, err := json.Marshal(t)
	if err != nil {
		return measured{}, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), longest)
	defer cancel()
	cmd := exec.CommandContext(ctx, s.self, "-perform", string(described))
	if library != us {
		cmd = exec.CommandContext(ctx, s.python, s.script, library, string(described))
	}
	var out, complaint bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &complaint
	m, began := measured{Load: load()}, time.Now()
	if err := cmd.Run(); err != nil {
		lines := strings.Split(strings.TrimSpace(complaint.String()), "\n")
		return measured{}, fmt.Errorf("%s %s: %w: %s", library, t.Do, err, lines[len(lines)-1])
	}
	if err := json.Unmarshal(out.Bytes(), &m.result); err != nil {
		return measured{}, fmt.Errorf("%s %s: %w", library, t.Do, err)
	}
	m.Took = time.Since(began).Seconds()
	m.Peak = mostMemory(cmd.ProcessState)
	return m, nil
}
