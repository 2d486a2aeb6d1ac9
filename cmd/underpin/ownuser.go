package main

import "net"

// An ownListener lets in nobody but the user who runs the program, where the system tells
// whose a connection is. The token of the address can be read in the list of processes
// while the browser starts, and a browser gives the cookie of the session to all servers of
// the machine, whatever their port: neither is to be of use to another user of it.
type ownListener struct{ net.Listener }

// Accept implements net.Listener.
func (l ownListener) Accept() (net.Conn, error) {
	for {
		c, err := l.Listener.Accept()
		if err != nil || !foreign(c) {
			return c, err
		}
		c.Close()
	}
}
