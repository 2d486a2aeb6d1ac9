package hinge

import "sync"

// keptMemory is about how many bytes of counterfactuals are kept; each takes two slices for
// each claim and date, and as much again and more for the model and what is drawn anew.
const keptMemory, bytesPerClaim = 16 << 20, 48 + 100

// keptCounterfactuals keeps those without which the answer changes most: they are wanted
// again, in more worlds, for the next stage of the screen, for the hinge and for what flips.
// What is kept changes no answer.
type keptCounterfactuals struct {
	lock sync.Mutex
	most int
	of   map[Ref]keptCounterfactual
}

type keptCounterfactual struct {
	*counterfactual
	change float64
}

func newKeptCounterfactuals(claims int) *keptCounterfactuals {
	return &keptCounterfactuals{most: keptMemory / (bytesPerClaim * max(claims, 1)), of: map[Ref]keptCounterfactual{}}
}

// take hands out what is kept of a premise, to one who may extend it and put it back.
func (k *keptCounterfactuals) take(ref Ref) *counterfactual {
	k.lock.Lock()
	defer k.lock.Unlock()
	a := k.of[ref].counterfactual
	delete(k.of, ref)
	return a
}

// put keeps a counterfactual by how much the answer changes without it, in the place of the
// one without which that is least.
func (k *keptCounterfactuals) put(ref Ref, a *counterfactual, change float64) {
	k.lock.Lock()
	defer k.lock.Unlock()
	k.of[ref] = keptCounterfactual{a, change}
	if len(k.of) <= k.most {
		return
	}
	least, have := ref, change
	for other, kept := range k.of {
		if kept.change < have {
			least, have = other, kept.change
		}
	}
	delete(k.of, least)
}
