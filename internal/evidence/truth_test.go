package evidence

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

// A judged statement is one of known truth, with the probability that each of
// several judges gives it.
type judged struct {
	says []float64
	true bool
}

// naive adds up the log-odds of all judges as if they were independent.
func (j judged) naive() float64 {
	sum := 0.0
	for _, p := range j.says {
		sum += logRatio(2*p - 1)
	}
	return sigmoid(sum)
}

// ledger pools the judges by the rule of the ledger: each an origin of its own,
// heard directly, support and denial apart, the outcome clipped.
func (j judged) ledger() float64 {
	var pro, con setPacking
	for k, p := range j.says {
		l := logRatio(2*p - 1)
		e := edge{group: k, l: math.Abs(l), says: k}
		e.nodes.add(k)
		if l > 0 {
			pro.add(e)
		} else {
			con.add(e)
		}
	}
	return clip(sigmoid(pro.solve() - con.solve()))
}

// brier is the mean of (p - outcome)^2.
func brier(set []judged, pooled func(judged) float64) float64 {
	sum := 0.0
	for _, j := range set {
		d := pooled(j)
		if j.true {
			d--
		}
		sum += d * d
	}
	return sum / float64(len(set))
}

// truthSet groups the rows of a table by question. Probabilities are capped at .97,
// as all reliabilities are.
func truthSet(t *testing.T, file string, row func(map[string]string) (question string, p float64, isTrue, ok bool)) []judged {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]int{}
	var out []judged
	for _, cells := range rows[1:] {
		named := map[string]string{}
		for k, name := range rows[0] {
			named[name] = cells[k]
		}
		q, p, isTrue, ok := row(named)
		if !ok {
			continue
		}
		if _, seen := at[q]; !seen {
			at[q] = len(out)
			out = append(out, judged{true: isTrue})
		}
		j := &out[at[q]]
		j.says = append(j.says, min(max(p, 1-maxReliability), maxReliability))
	}
	return out
}

func number(s string) (float64, bool) {
	x, err := strconv.ParseFloat(s, 64)
	return x, err == nil
}

// prelec reads votes on statements by Prelec, Seung & McCoy (Nature 541, 2017): the
// judge's own confidence where it was asked, else .7.
func prelec(t *testing.T, file, question string) []judged {
	return truthSet(t, file, func(r map[string]string) (string, float64, bool, bool) {
		own, ok := number(r["own"])
		p := .7
		if text, asked := r["confidence"]; asked && ok {
			p, ok = number(text)
		}
		if own == 0 {
			p = 1 - p
		}
		return r[question], p, r["actual"] == "1", ok
	})
}

// replications reads the best guesses of 25 experts on 25 claims (repliCATS).
func replications(t *testing.T, dir, round string) []judged {
	replicated := map[string]bool{}
	truthSet(t, filepath.Join(dir, "data_outcomes.csv"), func(r map[string]string) (string, float64, bool, bool) {
		replicated[r["paper_id"]] = r["outcome"] == "1"
		return "", 0, false, false
	})
	return truthSet(t, filepath.Join(dir, "data_ratings.csv"), func(r map[string]string) (string, float64, bool, bool) {
		p, ok := number(r["value"])
		asked := r["round"] == round && r["question"] == "direct_replication" && r["element"] == "three_point_best"
		return r["paper_id"], p / 100, replicated[r["paper_id"]], ok && asked
	})
}

// The method page says that on seven sets of human judgements with known truth
// treating judges as independent scores a mean Brier of .255 and the ledger .194.
// Five of the seven are at hand: each is compared with what was published for it,
// and on their mean the ledger must beat the naive sum by as much as on all seven.
func TestTheLedgerPoolsHumanJudgementsBetterThanANaiveSum(t *testing.T) {
	dir := "../../../shared/data/truth"
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the public data sets are not here")
	}
	study := func(name, question string) []judged { return prelec(t, filepath.Join(dir, "prelec", name), question) }
	sets := []struct {
		name          string
		set           []judged
		size          int
		naive, ledger float64
	}{
		{"capitals, first survey", study("study1a.csv", "state"), 50, .378, .221},
		{"capitals, second survey", study("study1b.csv", "state"), 50, .241, .185},
		{"general knowledge", study("study2.csv", "qname"), 80, .364, .272},
		{"replications, before discussion", replications(t, filepath.Join(dir, "replicats"), "round_1"), 25, .120, .116},
		{"replications, after discussion", replications(t, filepath.Join(dir, "replicats"), "round_2"), 25, .159, .118},
	}
	naive, ledger := 0.0, 0.0
	for _, s := range sets {
		n, l := brier(s.set, judged.naive), brier(s.set, judged.ledger)
		t.Logf("%s: naive %.4f, ledger %.4f", s.name, n, l)
		if len(s.set) != s.size {
			t.Errorf("%s: %d questions, want %d", s.name, len(s.set), s.size)
		}
		if math.Abs(n-s.naive) > .001 || math.Abs(l-s.ledger) > .001 {
			t.Errorf("%s: naive %.4f, ledger %.4f; published %.3f and %.3f", s.name, n, l, s.naive, s.ledger)
		}
		naive, ledger = naive+n/5, ledger+l/5
	}
	t.Logf("mean: naive %.4f, ledger %.4f", naive, ledger)
	if naive-ledger < .255-.194 {
		t.Errorf("mean: naive %.4f, ledger %.4f", naive, ledger)
	}
}
