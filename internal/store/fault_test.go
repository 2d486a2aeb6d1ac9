//go:build unix

package store_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/ncruces/go-sqlite3/driver"

	"underpin"
	"underpin/internal/register"
	"underpin/internal/store"
	"underpin/internal/store/storetest"
	"underpin/internal/synth"
	"underpin/internal/synth/property"
)

// The faults are made to happen in a child: this test binary started again with
// childVar naming the part to play, and the database as its argument.
const childVar = "UNDERPIN_STORE_CHILD"

func TestMain(m *testing.M) {
	parts := map[string]func(path string) error{
		"write": childWrites, "import": childImports, "full": childFillsTheDisk, "open": childOpens,
		"reencrypt": childReencrypts, "encrypt": childEncrypts, "full at opening": childOpensOnAFullDisk, "first": childImportsFirst,
	}
	if part, ok := parts[os.Getenv(childVar)]; ok {
		if err := part(os.Args[len(os.Args)-1]); err != nil {
			fmt.Println("error:", err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// child starts a child and returns its output.
func child(t *testing.T, part, path string) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	cmd := exec.Command(os.Args[0], path)
	return cmd, startChild(t, cmd, part)
}

func startChild(t *testing.T, cmd *exec.Cmd, part string) *bufio.Scanner {
	t.Helper()
	cmd.Env = append(os.Environ(), childVar+"="+part)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	return bufio.NewScanner(out)
}

// childWrites makes one change after the other and prints the number of each once
// it is acknowledged.
func childWrites(path string) error {
	ctx := context.Background()
	s, err := store.Open(ctx, path, store.Config{})
	if err != nil {
		return err
	}
	head, err := s.Head(ctx, "harbour")
	if err != nil {
		return err
	}
	for n := head.Seq + 1; ; n++ {
		var put []register.Record
		for _, half := range []string{"a", "b"} {
			r, err := register.New(underpin.Question{ID: fmt.Sprintf("q%d%s", n, half), Text: strings.Repeat("Who pays? ", 20)})
			if err != nil {
				return err
			}
			put = append(put, r)
		}
		if _, err := s.Commit(ctx, "harbour", store.Change{Put: put}); err != nil {
			return err
		}
		fmt.Println(n)
	}
}

// childOpens opens the database once it is told to, and says whether it was older.
func childOpens(path string) error {
	fmt.Println("ready")
	if _, err := os.Stdin.Read(make([]byte, 1)); err != nil {
		return err
	}
	s, err := store.Open(context.Background(), path, store.Config{})
	if err != nil {
		return err
	}
	fmt.Println("migrated", s.Migrated() != nil)
	return s.Close()
}

func TestAnOlderDatabaseThatSeveralOpenAtOnceIsMigratedOnce(t *testing.T) {
	t.Parallel()
	for range property.Rounds(500) {
		path := olderDatabase(t)
		said := atOnce(t, "open", path)
		if !slices.Equal(said, []string{"migrated false", "migrated true"}) {
			t.Fatalf("two that open it at once say %q", said)
		}
		checkSurvival(t, path, nil)
		if copies, err := filepath.Glob(path + ".v*"); err != nil || len(copies) != 1 {
			t.Errorf("copies: %q, %v", copies, err)
		}
	}
}

// childImportsFirst imports a case that is to be new, once it is told to.
func childImportsFirst(path string) error {
	fmt.Println("ready")
	if _, err := os.Stdin.Read(make([]byte, 1)); err != nil {
		return err
	}
	ctx := context.Background()
	s, err := store.Open(ctx, path, store.Config{Create: true})
	if err != nil {
		return err
	}
	switch _, err := s.Import(ctx, storetest.Harbour(), store.ImportPolicy{First: true}); {
	case errors.Is(err, store.ErrConflict):
		fmt.Println("refused")
	case err != nil:
		return err
	default:
		fmt.Println("imported")
	}
	return s.Close()
}

func TestOfTwoFirstImportsOneIsRefused(t *testing.T) {
	t.Parallel()
	for range property.Rounds(500) {
		path := filepath.Join(t.TempDir(), "case.db")
		if said := atOnce(t, "first", path); !slices.Equal(said, []string{"imported", "refused"}) {
			t.Fatalf("two first imports at once say %q", said)
		}
		checkSurvival(t, path, nil)
	}
}

// atOnce starts two children, tells both to begin, and returns what they say, sorted.
func atOnce(t *testing.T, part, path string) []string {
	t.Helper()
	var begin []io.Writer
	var outs []*bufio.Scanner
	for range 2 {
		cmd := exec.Command(os.Args[0], path)
		in, err := cmd.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		out := startChild(t, cmd, part)
		out.Scan() // it is ready
		begin, outs = append(begin, in), append(outs, out)
	}
	for _, in := range begin {
		if _, err := io.WriteString(in, "!"); err != nil {
			t.Fatal(err)
		}
	}
	var said []string
	for _, out := range outs {
		for out.Scan() {
			said = append(said, out.Text())
		}
	}
	slices.Sort(said)
	return said
}

// olderDatabase makes a database of the second version, with the harbour's case.
func olderDatabase(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "older.db")
	db, err := driver.Open("file:" + path)
	if err != nil {
		t.Fatal(err)
	}
	script := "PRAGMA application_id = 0x556e6470; PRAGMA user_version = 2; ATTACH '" + newDatabase(t) + "' AS newer;"
	for _, step := range []string{"migrations/sqlite_001.sql", "migrations/sqlite_002.sql"} {
		text, err := os.ReadFile(step)
		if err != nil {
			t.Fatal(err)
		}
		script += string(text)
	}
	for _, table := range []string{"entry", "record", "node", "checkpoint"} {
		script += "INSERT INTO " + table + " SELECT * FROM newer." + table + ";"
	}
	_, err = db.Exec(script)
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

// newDatabase makes a database with the harbour's case.
func newDatabase(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "case.db")
	s, err := store.Open(t.Context(), path, store.Config{New: true})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Import(t.Context(), storetest.Harbour(), store.ImportPolicy{}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestWhatIsAcknowledgedSurvivesAKill(t *testing.T) {
	t.Parallel()
	path := newDatabase(t)
	kills, want := property.Rounds(200), property.Rounds(2000)
	var acked []int64
	for round := 0; round < kills || len(acked) < want; round++ {
		acked = append(acked, killWriter(t, path, moment(round, 30, 230))...)
		checkSurvival(t, path, acked)
	}
	t.Logf("at least %d kills, %d changes acknowledged", kills, len(acked))
}

// moment is how long a child of a round lives, in milliseconds from first to last.
func moment(round, first, last int) time.Duration {
	r := rand.New(rand.NewPCG(uint64(round), 8))
	return time.Duration(first+r.IntN(last-first)) * time.Millisecond
}

// killWriter kills a writer after a while and returns the changes that were acknowledged:
// a list outside the database.
func killWriter(t *testing.T, path string, after time.Duration) (acked []int64) {
	t.Helper()
	cmd, out := child(t, "write", path)
	timer := time.AfterFunc(after, func() { cmd.Process.Kill() })
	defer timer.Stop()
	for out.Scan() {
		n, err := strconv.ParseInt(out.Text(), 10, 64)
		if err != nil {
			t.Fatalf("the child says %q", out.Text())
		}
		acked = append(acked, n)
	}
	cmd.Wait()
	return acked
}

// checkSurvival verifies that every change acknowledged is there, whole, and that what
// else is there is whole as well.
func checkSurvival(t *testing.T, path string, acked []int64) {
	t.Helper()
	s, err := store.Open(t.Context(), path, store.Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	r, err := s.Verify(t.Context(), "harbour")
	if err != nil || r.Fault != nil {
		t.Fatalf("after a kill: %v, %v", r.Fault, err)
	}
	c, err := s.Load(t.Context(), "harbour")
	if err != nil {
		t.Fatal(err)
	}
	there := map[string]bool{}
	for _, q := range c.Questions {
		there[q.ID] = true
	}
	for _, n := range acked {
		if n > r.Entries || !there[fmt.Sprintf("q%da", n)] || !there[fmt.Sprintf("q%db", n)] {
			t.Fatalf("change %d was acknowledged and is not there whole, among %d entries", n, r.Entries)
		}
	}
	if got, want := int64(len(there)), 2*(r.Entries-1); got != want {
		t.Fatalf("%d entries, but %d questions, want %d", r.Entries, got, want)
	}
}

// big takes long enough to import to be killed on the way.
func big() *underpin.Case {
	c := synth.Case(synth.CaseConfig{Entities: 1000, Claims: 4000, Sources: 60, Seed: 9})
	c.ID = "airfield"
	return c
}

func childImports(path string) error {
	s, err := store.Open(context.Background(), path, store.Config{Create: true})
	if err != nil {
		return err
	}
	c := big()
	fmt.Println("begin")
	_, err = s.Import(context.Background(), c, store.ImportPolicy{})
	return err
}

func TestAnImportThatIsKilledLeavesAllOrNothing(t *testing.T) {
	t.Parallel()
	want := len(big().Claims)
	rounds, whole := property.Rounds(60), 0
	for round := range rounds {
		path := filepath.Join(t.TempDir(), "case.db")
		cmd, out := child(t, "import", path)
		out.Scan()
		time.Sleep(moment(round, 0, 700))
		cmd.Process.Kill()
		cmd.Wait()
		s, err := store.Open(t.Context(), path, store.Config{})
		if err != nil {
			t.Fatal(err)
		}
		c, err := s.Load(t.Context(), "airfield")
		switch {
		case errors.Is(err, store.ErrNoCase):
		case err != nil:
			t.Fatal(err)
		case len(c.Claims) != want:
			t.Fatalf("%d of %d claims", len(c.Claims), want)
		default:
			whole++
		}
		if _, err := s.VerifyAll(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d of %d imports were whole", whole, rounds)
}

// childFillsTheDisk writes until files may grow no more, then gets room again.
func childFillsTheDisk(path string) error {
	signal.Ignore(syscall.SIGXFSZ)
	ctx := context.Background()
	s, err := store.Open(ctx, path, store.Config{})
	if err != nil {
		return err
	}
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	small := limit
	small.Cur = 400 << 10
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &small); err != nil {
		return err
	}
	put := func(n int) error {
		r, err := register.New(underpin.Question{ID: fmt.Sprint("q", n), Text: strings.Repeat("Who pays? ", 2000)})
		if err != nil {
			return err
		}
		_, err = s.Commit(ctx, "harbour", store.Change{Put: []register.Record{r}})
		return err
	}
	n := 0
	for ; n < 1000 && err == nil; n++ {
		err = put(n)
	}
	fmt.Println("acknowledged", n-1)
	fmt.Println("full", errors.Is(err, store.ErrFull), err)
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	fmt.Println("again", put(n))
	return s.Close()
}

func TestAFullDiskLosesNothingAndIsGotOver(t *testing.T) {
	t.Parallel()
	path := newDatabase(t)
	cmd, out := child(t, "full", path)
	var acked int
	var lines []string
	for out.Scan() {
		lines = append(lines, out.Text())
	}
	if err := cmd.Wait(); err != nil || len(lines) != 3 {
		t.Fatalf("the child says %q, %v", lines, err)
	}
	if _, err := fmt.Sscanf(lines[0], "acknowledged %d", &acked); err != nil || acked < 1 || acked > 900 {
		t.Fatalf("the child says %q", lines)
	}
	if !strings.HasPrefix(lines[1], "full true") || lines[2] != "again <nil>" {
		t.Errorf("the child says %q", lines)
	}
	s, err := store.Open(t.Context(), path, store.Config{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	r, err := s.Verify(t.Context(), "harbour")
	if err != nil || r.Fault != nil || r.Entries != int64(acked)+2 {
		t.Errorf("%d acknowledged, then %d entries: %v, %v", acked, r.Entries, r.Fault, err)
	}
}

// childOpensOnAFullDisk opens the database where no file may grow, not even by the index
// of a log.
func childOpensOnAFullDisk(path string) error {
	signal.Ignore(syscall.SIGXFSZ)
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	limit.Cur = 4096
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	ctx := context.Background()
	s, err := store.Open(ctx, path, store.Config{})
	if err != nil {
		return err
	}
	c, err := s.Load(ctx, "harbour")
	if err != nil {
		return err
	}
	v, err := s.Verify(ctx, "harbour")
	fmt.Println("read", len(c.Claims), v.Entries, v.Fault, err)
	_, err = s.Commit(ctx, "harbour", store.Change{Remove: []underpin.RecordRef{{Kind: underpin.KindFact, ID: "interviews"}}})
	fmt.Println("written", errors.Is(err, store.ErrFull))
	return s.Close()
}

func TestACaseOnAFullDiskIsReadAndSaysWhyItIsNotWritten(t *testing.T) {
	t.Parallel()
	path := newDatabase(t)
	_, out := child(t, "full at opening", path)
	var said []string
	for out.Scan() {
		said = append(said, out.Text())
	}
	if want := []string{"read 3 1 <nil> <nil>", "written true"}; !slices.Equal(said, want) {
		t.Errorf("the child says %q, want %q", said, want)
	}
	checkSurvival(t, path, nil)
}

// A write-ahead log that was cut off loses the last changes, never half of one.
func TestATornLogLeavesWholeChanges(t *testing.T) {
	t.Parallel()
	path := newDatabase(t)
	var acked, kills int64
	for acked == 0 { // a slow machine may kill the writer before there is a log
		kills++
		acked = int64(len(killWriter(t, path, time.Duration(kills)*moment(0, 30, 230))))
	}
	for round := range 20 {
		torn := filepath.Join(t.TempDir(), "torn.db")
		copyFile(t, path, torn, -1)
		copyFile(t, path+"-wal", torn+"-wal", float64(round)/20)
		s, err := store.Open(t.Context(), torn, store.Config{})
		if err != nil {
			t.Fatal(err)
		}
		r, err := s.Verify(t.Context(), "harbour")
		if err != nil || r.Fault != nil || r.Entries > acked+1+kills {
			t.Errorf("torn at %d/20: %d of %d entries, %v, %v", round, r.Entries, acked, r.Fault, err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}

// copyFile copies a share of a file; all of it for a share below 0.
func copyFile(t *testing.T, from, to string, share float64) {
	t.Helper()
	in, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil {
		t.Fatal(err)
	}
	n := info.Size()
	if share >= 0 {
		n = int64(float64(n) * share)
	}
	out, err := os.Create(to)
	if err != nil {
		t.Fatal(err)
	}
	_, err = io.CopyN(out, in, n)
	if err := errors.Join(err, out.Close()); err != nil {
		t.Fatal(err)
	}
}
