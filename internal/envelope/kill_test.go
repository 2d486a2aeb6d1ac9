//go:build unix

package envelope_test

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"testing"
	"time"

	"underpin/internal/envelope"
	"underpin/internal/synth/property"
)

// childVar makes this test binary rewrap an envelope without end.
const childVar = "UNDERPIN_ENVELOPE_CHILD"

var passphrases = []string{passphrase, "walnut harbour mitten"}

func TestMain(m *testing.M) {
	if path := os.Getenv(childVar); path != "" {
		if err := rewrapsForEver(path); err != nil {
			fmt.Println("error:", err)
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

func rewrapsForEver(path string) error {
	e, err := envelope.Read(path)
	if err != nil {
		return err
	}
	var u *envelope.Unlocked
	for _, p := range passphrases {
		if u, err = e.Unlock([]byte(p)); err == nil {
			break
		}
	}
	for i := 0; err == nil; i++ {
		fmt.Println(i)
		if err = e.Rewrap(u, []byte(passphrases[i%2]), envelope.LockOptions{KDF: cheap}); err == nil {
			err = e.Replace()
		}
	}
	return err
}

func TestAKillWhileThePassphraseChangesLeavesOneThatOpens(t *testing.T) {
	path, _, u := made(t, "quay.db.key")
	for round := range property.Rounds(200) {
		c := exec.Command(os.Args[0])
		c.Env = append(os.Environ(), childVar+"="+path)
		out, err := c.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		lines.Scan()
		r := rand.New(rand.NewPCG(uint64(round), 3))
		timer := time.AfterFunc(time.Duration(r.IntN(20_000))*time.Microsecond, func() { c.Process.Kill() })
		for lines.Scan() {
		}
		timer.Stop()
		_ = c.Wait()
		if c.ProcessState.ExitCode() > 0 {
			t.Fatal("the child failed by itself")
		}
		opened := 0
		for _, p := range passphrases {
			if got, err := read(t, path).Unlock([]byte(p)); err == nil && got.Keys[0] == u.Keys[0] {
				opened++
			}
		}
		if opened != 1 {
			t.Fatalf("%d of the two passphrases open it", opened)
		}
	}
}
