package conclusion

import (
	"cmp"
	"math"
	"slices"

	"underpin"
	"underpin/internal/measure"
	"underpin/internal/network"
)

// A Summary sums up the answers over the worlds.
type Summary struct {
	Kind   AnswerKind `json:"kind"`
	Worlds int        `json:"worlds"`
	// Value is the one number of the answer: the probability of yes, the mean,
	// or the share of the most frequent who.
	Value float64 `json:"value"`
	// SE is the sampling error of Value, a standard deviation.
	SE float64 `json:"se"`
	// Low and High are the 5 and 95 per cent points of a number over the worlds.
	Low  float64 `json:"low,omitempty"`
	High float64 `json:"high,omitempty"`
	// Who is the most frequent answer to who; "" where mostly nobody alone is, and where
	// several are most frequent: a first place that is shared is nobody's. Value is the
	// share of the worlds that answer Who.
	Who underpin.EntityID `json:"who,omitempty"`
	// Shares are all answers to who with their shares, the most frequent first,
	// of equally frequent ones the first by id.
	Shares []Share `json:"shares,omitempty"`
	// Sampled is in how many worlds who comes first was decided from some of the
	// searches that would tell it for certain, and Err below what the chance is
	// that the answer in one of them is another.
	Sampled int     `json:"sampled,omitempty"`
	Err     float64 `json:"sampled_error,omitempty"`
}

// A Share is one answer to who, and the share of the worlds that give it.
type Share struct {
	Who   underpin.EntityID `json:"who"`
	Share float64           `json:"share"`
}

// Summarise sums up one answer a world. Of no worlds it returns the zero numbers.
func Summarise(kind AnswerKind, values []Value) Summary {
	s := Summary{Kind: kind, Worlds: len(values)}
	for _, v := range values {
		if v.Sampled {
			s.Sampled, s.Err = s.Sampled+1, measure.FirstPlaceErrs
		}
	}
	if len(values) == 0 {
		return s
	}
	if kind == Who {
		s.Shares = shares(values)
		s.Who, s.Value = mostFrequent(s.Shares)
		s.SE = math.Sqrt(s.Value * (1 - s.Value) / float64(len(values)))
		return s
	}
	numbers := make([]float64, len(values))
	sum := 0.0
	for i, v := range values {
		numbers[i] = v.Number
		sum += v.Number
	}
	s.Value = sum / float64(len(values))
	squares := 0.0
	for _, x := range numbers {
		squares += (x - s.Value) * (x - s.Value)
	}
	s.SE = math.Sqrt(squares) / float64(len(values))
	if kind == Number {
		slices.Sort(numbers)
		s.Low, s.High = quantile(numbers, .05), quantile(numbers, .95)
	}
	return s
}

// quantile returns the least of the sorted numbers that a share q of them does
// not exceed (the inverse of the empirical distribution, type 1 of Hyndman and
// Fan 1996).
func quantile(sorted []float64, q float64) float64 {
	k := int(math.Ceil(q*float64(len(sorted)) - 1e-9))
	return sorted[min(max(k-1, 0), len(sorted)-1)]
}

// shares counts the answers to who.
func shares(values []Value) []Share {
	count := map[underpin.EntityID]int{}
	for _, v := range values {
		count[v.Who]++
	}
	out := make([]Share, 0, len(count))
	for who, n := range count {
		out = append(out, Share{who, float64(n) / float64(len(values))})
	}
	slices.SortFunc(out, byShare)
	return out
}

// mostFrequent returns the answer that alone is most frequent and its share; "" and the
// share of worlds in which nobody is the answer, where several are.
func mostFrequent(list []Share) (underpin.EntityID, float64) {
	var place network.FirstPlace
	nobody := 0.0
	for i, x := range list {
		place.Add(int32(i), x.Share)
		if x.Who == "" {
			nobody = x.Share
		}
	}
	if first := place.Alone(); first >= 0 {
		return list[first].Who, list[first].Share
	}
	return "", nobody
}

// Rivals are those who share the most frequent answer, in the order of ids; nil where it
// is one's.
func (s Summary) Rivals() []underpin.EntityID {
	var out []underpin.EntityID
	for _, x := range s.Shares {
		if network.Tied(x.Share, s.Shares[0].Share) {
			out = append(out, x.Who)
		}
	}
	if len(out) < 2 {
		return nil
	}
	slices.Sort(out)
	return out
}

// Moved returns what becomes of s where the answers of some of the worlds go from
// those of before to those of after, and all others likewise. Only the value and who
// are worked out.
func (s Summary) Moved(before, after Summary) Summary {
	out := Summary{Kind: s.Kind, Worlds: s.Worlds, SE: after.SE, Value: s.Value + after.Value - before.Value}
	if s.Kind == Boolean {
		out.Value = min(max(out.Value, 0), 1)
	}
	if s.Kind != Who {
		return out
	}
	share := map[underpin.EntityID]float64{}
	for _, x := range s.Shares {
		share[x.Who] += x.Share
	}
	for _, x := range after.Shares {
		share[x.Who] += x.Share
	}
	for _, x := range before.Shares {
		share[x.Who] -= x.Share
	}
	for who, p := range share {
		out.Shares = append(out.Shares, Share{who, min(max(p, 0), 1)})
	}
	slices.SortFunc(out.Shares, byShare)
	out.Who, out.Value = mostFrequent(out.Shares)
	return out
}

// byShare puts the most frequent first, of equally frequent ones the first by id.
func byShare(a, b Share) int {
	return cmp.Or(cmp.Compare(b.Share, a.Share), cmp.Compare(a.Who, b.Who))
}

// Flips reports whether the answer of the other summary is another one: a boolean
// whose probability lies on the other side of one half, another most frequent who,
// a number whose mean is another and lies outside the interval of s. (Where few worlds have
// another number than the rest, the mean of s lies outside itself.)
func (s Summary) Flips(other Summary) bool {
	switch s.Kind {
	case Boolean:
		return (s.Value > .5) != (other.Value > .5)
	case Who:
		return s.Who != other.Who
	}
	return other.Value != s.Value && (other.Value < s.Low || other.Value > s.High)
}
