package api

import (
	"context"
	"net/url"
	"strings"

	"underpin/internal/desk"
)

// fewWorlds is from how few worlds a question is answered at once: the first answer, which
// stands until that of all worlds is there.
const fewWorlds = 64

// few reports whether a question asks for so few worlds that it takes no time.
func (in *ReadInput) few() bool { return in.Worlds > 0 && in.Worlds <= fewWorlds }

// longInput is the input of a question that may take long.
type longInput[I any] interface {
	byQuery[I]
	few() bool
}

// long registers a request that reads a case and may take long: the one way of all such
// questions. It is answered by a job, so that its page hears how far it is, stops it by
// stopping to wait, and may say that it is to go on; what was worked out is there when the
// same is asked again.
func long[I any, P longInput[I], T any](s *Handler, kind, id, path, summary string, f func(ctx context.Context, a *asked, q desk.Query, in P) (T, error)) {
	read(s, id, path, summary, func(ctx context.Context, a *asked, in P) (out T, err error) {
		q, err := in.query(a)
		if err != nil {
			return out, err
		}
		if in.few() {
			return f(ctx, a, q, in)
		}
		head, err := a.desk.Head(ctx, a.id)
		if err != nil {
			return out, err
		}
		question := questionOf(ctx)
		j := Job{Case: in.common().Case, Kind: kind, Question: question, Door: door(jobKinds[kind].screen, question)}
		answer, err := s.jobs.wait(ctx, j, kind+s.tag(a.desk, head, in), func() (jobWork, error) {
			d, done, err := s.work.Use() // for as long as the job runs
			return jobWork{ended: done, do: func(ctx context.Context, tell teller) (any, error) {
				q.Progress = func(doing string, done, total int) { tell(further(doing, done, total)) }
				return f(ctx, &asked{d, a.id, a.keys}, q, in)
			}}, err
		})
		if err != nil {
			return out, err
		}
		return answer.(T), nil
	})
}

// door is the screen of a question with its parameters, as an address below its case. What
// is asked of a conclusion names it by the parameter of.
func door(screen, question string) string {
	path, query, _ := strings.Cut(question, "?")
	parts := strings.Split(path, "/") // "", cases, CASE, …
	params := []string{}
	if len(parts) > 4 && parts[3] == "conclusions" {
		params = append(params, "of="+url.QueryEscape(parts[4]))
	}
	if screen == jobKinds[jobNetwork].screen && len(parts) > 3 {
		params = append(params, "show="+url.QueryEscape(parts[3]))
	}
	if query != "" {
		params = append(params, query)
	}
	if len(params) == 0 {
		return screen
	}
	return screen + "?" + strings.Join(params, "&")
}
