package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"syscall"
	"testing"
)

func TestASocketIsFoundInTheTablesOfTheSystem(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	c, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	from, to := c.LocalAddr().(*net.TCPAddr), c.RemoteAddr().(*net.TCPAddr)
	text, err := os.ReadFile("/proc/net/tcp")
	if err != nil {
		t.Skip("the system keeps its tables to itself")
	}
	if uid, ok := socketUser(text, from, to); !ok || uid != os.Getuid() {
		t.Errorf("one's own socket is that of %d, %v", uid, ok)
	}
	mapped := fmt.Sprintf("   0: 0000000000000000FFFF0000%s 0000000000000000FFFF0000%s 01 00000000:00000000 00:00000000 00000000  1234        0 1 1\n", inTable(from), inTable(to))
	if uid, ok := socketUser([]byte(mapped), from, to); !ok || uid != 1234 {
		t.Errorf("one of the sixth version is that of %d, %v", uid, ok)
	}
	if _, ok := socketUser(text, to, &net.TCPAddr{IP: net.IPv4(127, 0, 0, 9), Port: 9}); ok {
		t.Error("a socket is found that is not there")
	}
}

func TestTheInterfaceIsSilentToAnotherUserOfTheMachine(t *testing.T) {
	bash, err := exec.LookPath("bash")
	if err != nil || os.Getuid() != 0 {
		t.Skip("only the administrator can act as another user, and needs a shell that opens sockets")
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	go func() {
		for {
			c, err := (ownListener{l}).Accept()
			if err != nil {
				return
			}
			fmt.Fprintln(c, "hello")
			c.Close()
		}
	}()
	port := l.Addr().(*net.TCPAddr).Port
	ask := exec.Command(bash, "-c", fmt.Sprintf("exec 3<>/dev/tcp/127.0.0.1/%d; cat <&3", port))
	ask.SysProcAttr, ask.Dir = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}, "/"
	if heard, _ := ask.Output(); len(heard) > 0 {
		t.Errorf("another user hears %q", heard)
	}
	c, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if heard, err := bufio.NewReader(c).ReadString('\n'); err != nil && err != io.EOF || heard != "hello\n" {
		t.Errorf("its own user hears %q, %v", heard, err)
	}
}
