package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// A measurement is one measurement as it is written down, so that a long run that was
// interrupted can go on where it stopped.
type measurement struct {
	Key string `json:"key"`
	measured
}

// key names a task whatever becomes of its values.
func key(library string, t task) string {
	t.Values, t.Graph = "", filepath.Base(t.Graph)
	return fmt.Sprintf("%s %+v", library, t)
}

func (s *stable) diary() string { return filepath.Join(s.folder, "turns.jsonl") }

// remember reads the turns that the folder holds.
func (s *stable) remember() error {
	s.known = map[string][]measured{}
	f, err := os.Open(s.diary())
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	} else if err != nil {
		return err
	}
	defer f.Close()
	for dec := json.NewDecoder(f); ; {
		var t measurement
		if err := dec.Decode(&t); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return fmt.Errorf("%s: %w", s.diary(), err)
		}
		s.known[t.Key] = append(s.known[t.Key], t.measured)
	}
}

// turn is the n-th run of a task, from an earlier run of the program if it is there.
func (s *stable) turn(library string, t task, n int) (measured, error) {
	k := key(library, t)
	if n < len(s.known[k]) {
		return s.known[k][n], nil
	}
	m, err := s.run(library, t)
	if err != nil {
		return m, err
	}
	line, err := json.Marshal(measurement{k, m})
	if err != nil {
		return m, err
	}
	f, err := os.OpenFile(s.diary(), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return m, err
	}
	defer f.Close()
	_, err = f.Write(append(line, '\n'))
	return m, err
}
