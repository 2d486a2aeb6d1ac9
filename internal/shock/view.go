package shock

import "underpin"

// A view computes what a State answers.
type view struct{}

func (v *view) first(measure string, schema underpin.Schema) []underpin.EntityID { return nil }
func (v *view) command(a, b underpin.EntityID) bool                              { return false }
func (v *view) support(a, b underpin.EntityID) bool                              { return false }
func (v *view) channels(a, b underpin.EntityID) int                              { return 0 }
func (v *view) holds(a, b underpin.EntityID) bool                                { return false }
func (v *view) components() int                                                  { return 0 }
func (v *view) largest() int                                                     { return 0 }
func (v *view) fragmentation() float64                                           { return 0 }
func (v *view) distanceFragmentation() float64                                   { return 0 }
func (v *view) efficiency() float64                                              { return 0 }
func (v *view) degree(x underpin.EntityID) int                                   { return 0 }
func (v *view) betweenness(x underpin.EntityID) float64                          { return 0 }
func (v *view) measure(measure string, x underpin.EntityID) float64              { return 0 }
func (v *view) vacant(post underpin.EntityID) bool                               { return false }
func (v *view) class(x underpin.EntityID) Class                                  { return Unaffected }
