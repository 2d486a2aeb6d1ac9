package desk

import (
	"slices"
	"strings"

	"underpin"
	"underpin/internal/brief"
)

// RequestText says how a request stands, with the day of the answer where it is known:
// "declined to comment on 5 March 2018".
func RequestText(state string, answered underpin.Date) string {
	out := "request " + state
	switch underpin.RequestState(state) {
	case underpin.RequestRefused:
		out = "refused to answer"
	case underpin.RequestDeclined:
		out = "declined to comment"
	case underpin.RequestAnswered:
		out = "answered"
	}
	if answered.IsZero() || strings.HasPrefix(out, "request") {
		return out
	}
	return out + " " + onDate(answered)
}

// requestExhibit says for a brief who was asked for comment and gave none. A protected
// source is never told of, nor one whose terms do not name it.
func (s *Study) requestExhibit() brief.Exhibit {
	out := brief.Exhibit{Title: "Requests for comment"}
	for _, r := range s.Case.Requests {
		if !r.State.InVain() || !s.nameable(r.Source) || !r.Answered.IsZero() && r.Answered.First > s.Known {
			continue
		}
		if text := s.inVain(&r); !slices.Contains(out.Words, text) {
			out.Words = append(out.Words, text)
		}
	}
	if len(out.Words) == 0 {
		out.Words = []string{"Nobody who may be named has declined to comment."}
	}
	return out
}

// inVain tells of a request that came to nothing; where the day of the answer is not
// known, with that of the question.
func (s *Study) inVain(r *underpin.Request) string {
	asked := ""
	if r.Answered.IsZero() && !r.Asked.IsZero() {
		asked = ", asked " + onDate(r.Asked) + ","
	}
	return capital(s.Index.SourceName(r.Source)) + asked + " " + RequestText(string(r.State), r.Answered) + "."
}

// nameable reports whether a brief may tell by name that a source was asked: nothing
// that it told us is on terms that would not name it.
func (s *Study) nameable(id underpin.SourceID) bool {
	src := s.Index.Sources[id]
	if src == nil || src.Protected || src.Name == "" {
		return false
	}
	for i := range s.whole.Case.Encounters {
		if e := &s.whole.Case.Encounters[i]; e.Source == id && !namesItself(e.Terms.Kind) {
			return false
		}
	}
	for i := range s.whole.Case.Testimonies {
		if t := &s.whole.Case.Testimonies[i]; t.Source == id && !namesItself(s.whole.index().TermsOf(t).Kind) {
			return false
		}
	}
	return true
}

// namesItself reports whether terms let their source be named; where none were agreed, an answer
// that was no answer is told as it came.
func namesItself(k underpin.TermsKind) bool {
	return k == underpin.TermsUnset || k == underpin.TermsOnRecord || k == underpin.TermsPublicDocument
}
