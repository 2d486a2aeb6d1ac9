// Package agent keeps what was unlocked in a process of its own, so that a passphrase is
// asked for once in a session, and lets go of it in time. It knows nothing of what it
// keeps.
//
// # Use
//
//	l, err := agent.Listen(name)           // in the process that keeps it
//	err = agent.Serve(ctx, l, agent.Config{Idle: 15 * time.Minute, Answer: answer, Forget: wipe})
//
//	reply, err := agent.Ask(ctx, name, "keys", nil)   // in every other
//	n, ending, err := agent.LockAll(ctx)
//
// # When it locks
//
// An agent ends, and with it goes the memory that it had: when it was asked nothing for
// [Config.Idle], after [Config.Limit] in any case, when somebody says so, and when the
// machine has slept. Sleep is seen as a gap of more than a minute between the clock on
// the wall and the clock that stands still in sleep, or between two looks at the clock
// that should be seconds apart. What another process has been told stays with that
// process until it ends.
//
// # The socket
//
// A Unix socket in a folder that only its owner can enter, on Windows (which has such
// sockets since Windows 10) in the profile of the user. On Linux and macOS the system
// also tells who is at the other end, and nobody but the same user is answered. A
// connection carries one request and one reply:
//
//	request   length of the word (1 byte), word, length of the body (4 bytes), body
//	reply     0 or 1 (1 byte), length (4 bytes), body; with 1 the body says what is wrong
//
// The words lock and left are the agent's own, all others go to [Config.Answer].
package agent
