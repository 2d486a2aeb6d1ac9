package evidence

import (
	"context"
	"fmt"
	"runtime"
	"testing"

	"underpin"
	"underpin/internal/synth"
)

// benchCase is the size of case that the bars are set for: 5,000 entities, 20,000
// claims, 300 sources, about 41,000 testimonies.
func benchCase() *underpin.Case {
	return synth.Case(synth.CaseConfig{Entities: 5000, Claims: 20_000, Sources: 300, Seed: 1})
}

func benchModel(b *testing.B) (*Model, underpin.Day) {
	b.Helper()
	c := benchCase()
	m, err := Compile(c, Config{Known: underpin.MaxDay})
	if err != nil {
		b.Fatal(err)
	}
	return m, c.Settings.AsOf.Last
}

func perClaim(b *testing.B, claims int) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*claims), "ns/claim")
}

func BenchmarkCompile20000Claims(b *testing.B) {
	c := benchCase()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Compile(c, Config{Known: underpin.MaxDay}); err != nil {
			b.Fatal(err)
		}
	}
	perClaim(b, len(c.Claims))
}

func BenchmarkCredenceAndStanding20000Claims(b *testing.B) {
	m, on := benchModel(b)
	b.ReportAllocs()
	for b.Loop() {
		for i := range m.c.Claims {
			m.Credence(i)
			m.Standing(i, on)
		}
	}
	perClaim(b, len(m.c.Claims))
}

func BenchmarkAssess20000Claims(b *testing.B) {
	m, on := benchModel(b)
	b.ReportAllocs()
	for b.Loop() {
		for i := range m.c.Claims {
			m.Assess(i, on)
		}
	}
	perClaim(b, len(m.c.Claims))
}

func BenchmarkSample2000Worlds20000Claims(b *testing.B) {
	m, on := benchModel(b)
	for _, workers := range []int{1, 2} {
		b.Run(fmt.Sprintf("workers=%d", workers), func(b *testing.B) {
			b.ReportAllocs()
			var s *Sample
			for b.Loop() {
				s = benchSample(b, m, on, workers)
			}
			perClaim(b, len(m.c.Claims))
			runtime.KeepAlive(s)
		})
	}
}

func benchSample(b *testing.B, m *Model, on underpin.Day, workers int) *Sample {
	b.Helper()
	s, err := m.Sample(context.Background(), SampleConfig{Worlds: 2000, Seed: 1, Dates: []underpin.Day{on}, Workers: workers})
	if err != nil {
		b.Fatal(err)
	}
	return s
}

// The first source says most of all; a middling one is the usual hinge.
func BenchmarkResolveWithoutOneSource(b *testing.B) {
	m, on := benchModel(b)
	base := benchSample(b, m, on, 2)
	for _, source := range []int{0, 150} {
		id := m.c.Sources[source].ID
		b.Run(fmt.Sprintf("claims=%d", len(m.Uses(underpin.OriginID(id)))), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				n, err := m.Edited(Edits{Without: []underpin.SourceID{id}})
				if err != nil {
					b.Fatal(err)
				}
				if _, _, err := n.Resolve(context.Background(), base); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkMemoryOfASample reports what a model and 2,000 worlds of it keep.
func BenchmarkMemoryOfASample(b *testing.B) {
	m, on := benchModel(b)
	for b.Loop() {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		s := benchSample(b, m, on, 2)
		runtime.GC()
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/1e6, "MB-kept")
		runtime.KeepAlive(s)
	}
}
