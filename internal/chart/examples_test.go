package chart

import (
	"testing"
	"time"
)

func date(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

func harbourBars() Bars {
	return Bars{
		Panel: Panel{ID: "before-after", Title: "The harbour before and after the loss of General Fenn"},
		Axis:  Axis{Label: "node-disjoint channels of command"},
		Rows: []BarRow{
			{"Harbour Authority", Interval{Mean: 4.21, Low: 3, High: 5}, Interval{Mean: 2.08, Low: 1, High: 3}},
			{"Port Police", Interval{Mean: 2.6, Low: 1, High: 4}, Interval{Mean: 2.55, Low: 1, High: 4}},
			{"Harbour Guard", Interval{Mean: 1.9, Low: 1, High: 3}, Interval{Mean: .12, Low: 0, High: 1}},
			{"Office of the Governor of the Northern Province", Interval{Mean: .8, Low: 0, High: 2}, Interval{Absent: true}},
			{"هيئة الميناء", Interval{Mean: 3, Low: 3, High: 3}, Interval{Mean: 3, Low: 3, High: 3}},
		},
	}
}

func harbourTornado() Tornado {
	return Tornado{
		Panel:      Panel{ID: "hangs-on", Title: "What the answer hangs on"},
		Base:       Interval{Mean: .71, Low: .66, High: .76},
		Axis:       Axis{Label: "probability that the Guard keeps a channel of support", Percent: true},
		Thresholds: []float64{.5},
		Hinges: []TornadoRow{
			{"HERON", "source", .66, .012, false},
			{"KESTREL", "source", .38, .014, true},
			{"endnote 12 of the port report", "origin", .44, .011, true},
			{"Maryam Dalal chairs the Harbour Authority", "claim", .79, .009, false},
			{"assumption: the payroll is real", "", .705, .004, false},
			{"ليلى المنصور", "source", .62, .02, false},
		},
	}
}

func harbourLanes() Lanes {
	return Lanes{
		Panel: Panel{ID: "posts", Title: "Who held which post"},
		Dates: []DateMark{{date(2020, 1, 3), "loss of General Fenn"}},
		Rows: []Lane{
			{"Chair of the Harbour Authority", []LaneSpan{
				{Label: "Maryam Dalal", Kind: Person, Start: date(2014, 3, 1), StartBy: date(2014, 12, 31), EndFrom: date(2018, 2, 1), End: date(2018, 2, 1), Credence: .9},
				{Label: "Idris Vantongeren", Kind: Person, Start: date(2017, 6, 1), EndFrom: date(2020, 6, 1), Credence: .6, Contested: true},
			}},
			{"Commander of the Harbour Guard", []LaneSpan{
				{Label: "Gen. Dario Fenn", Kind: Person, StartBy: date(2015, 1, 1), End: date(2020, 1, 3), Credence: .88},
				{Label: "vacant", Start: date(2020, 1, 3), EndFrom: date(2020, 9, 1), Credence: .3},
			}},
			{"Container Terminal 2", []LaneSpan{
				{Label: "Saltmarsh Holdings", Kind: Company, Start: date(2013, 1, 1), StartBy: date(2013, 12, 31), EndFrom: date(2016, 1, 1), End: date(2017, 12, 31), Credence: .7},
				{Label: "Meridian Dredging, later Meridian Ports", Kind: Company, Start: date(2018, 1, 1), End: date(2021, 6, 30), Credence: .15},
			}},
			{"الميناء القديم", []LaneSpan{
				{Label: "عبد الرحمن الحداد", Kind: Person, Credence: .4},
				{Label: "Salt Road Brigade", Kind: Group, Start: date(2016, 1, 1), StartBy: date(2018, 1, 1), EndFrom: date(2017, 1, 1), End: date(2019, 1, 1), Credence: .55},
			}},
		},
	}
}

func TestGolden(t *testing.T) {
	golden(t, "network", kestrel())
	golden(t, "detail", harbourDetail())
	golden(t, "bars", harbourBars())
	golden(t, "tornado", harbourTornado())
	golden(t, "lanes", harbourLanes())
}

// harbourDetail is a small network with the words of its ties, every sign of
// the legend, and many ties between one pair.
func harbourDetail() Network {
	return Network{
		Panel:     Panel{ID: "detail", Title: "How the Harbour Guard is held", Width: 720},
		Height:    420,
		TieLabels: true,
		Nodes: []NetworkNode{
			{Label: "Harbour Guard", Kind: Group, X: 1},
			{Label: "Gen. Dario Fenn", Kind: Person, X: .9, Y: -1, Lost: true},
			{Label: "ليلى المنصور", Kind: Person, X: 2.2, Y: -.7},
			{Label: "Ministry of Waterways", Kind: Office, X: -.6, Y: -.4},
			{Label: "dockers of the East breakwater", Kind: Group, X: 2.3, Y: .8, Collective: true},
			{Label: "Fuel depot", Kind: Asset, X: 1, Y: 1.1, Pinned: true},
			{Label: "Tessel Security", Kind: Company, X: -.5, Y: .9},
		},
		Ties: []NetworkTie{
			{From: 1, To: 0, Directed: true, Credence: .92, Origins: 3, Label: "commands", Lost: true},
			{From: 3, To: 0, Directed: true, Credence: .85, Origins: 2, Label: "directs"},
			{From: 3, To: 0, Directed: true, Credence: .6, Origins: 1, Label: "pays"},
			{From: 0, To: 3, Directed: true, Credence: .3, Origins: 1, Label: "staffs", Contested: true},
			{From: 2, To: 0, Directed: true, Sign: '-', Credence: .55, Origins: 1, Label: "opposes"},
			{From: 4, To: 2, Credence: .15, Origins: 1, Label: "kin of"},
			{From: 0, To: 5, Directed: true, Credence: .9, Origins: 1, Label: "holds"},
			{From: 6, To: 5, Directed: true, Credence: .75, Origins: 2, Label: "supplies"},
			{From: 3, To: 4, Credence: .5, Origins: 1},
		},
	}
}
