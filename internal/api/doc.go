// Package api serves the use cases of internal/desk over HTTP on the machine that it runs
// on, for the web interface.
//
//	work := desk.NewWorkspace(desk.WorkspaceConfig{Path: "my.db"})
//	session := api.NewSession("underpin-4711", token)
//	s := api.New(api.Config{Workspace: work, Hosts: []string{"127.0.0.1:4711"}, Session: session})
//	http.Serve(listener, s)
//
// # Shape
//
// All resources lie under /api and speak JSON; /api/openapi.json describes them. An
// answer is an object with what was asked as data, and as keys a key for each record
// that data names: an address holds keys and never an id, a name or typed text. What is
// typed to look for goes in a header: see typed.go.
//
// A read takes dates, losses and a what-if on the evidence as query parameters, and answers
// with an ETag of the entry at which the case stands.
//
// A write takes a JSON body, in which records are named by their keys too: POST, PATCH and
// DELETE of /records/KIND/KEY are for records of all kinds, and POST of /records is for
// several in one entry. It is refused with 412 and what was changed where a record is no
// longer what If-Match says was seen; with preview it says what it would do; and under an
// Idempotency-Key it is done once.
//
// A question that may take long is registered by long, which is the one way of all of them:
// a job of the bench answers it, whose page hears over /api/events how far it is. The job is
// stopped with DELETE of /jobs/KEY, or once nobody waits for its answer, unless /jobs/KEY/kept
// was told that it is to go on; what it worked out answers whoever asks the same of the same
// state of the case. A question of few worlds, and whatever takes no time, has no job. See
// long.go and bench.go.
//
// Whatever fails answers with application/problem+json (RFC 9457), made of a [desk.Fault].
// Under private=1 any request about cases is answered with "source 1" and so on in place of
// the code names of protected sources: see discreet.go.
//
// # Who may ask
//
// The server listens on the loopback. Every request must name a host that it answers to,
// which ends rebinding of DNS; a request that changes something must come from a page of
// the same origin; and all of /api but the exchange of the token asks for the session that
// the token of this run was exchanged for, once. No GET changes anything. See guard.go.
package api
