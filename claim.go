package underpin

// A ClaimID names a claim within its case, for example "c05".
type ClaimID string

// HolderUnstated stands alone among the holders of a view of which the sources do
// not say whose it is. It stands for nobody, and an entity cannot have it as its id.
const HolderUnstated EntityID = "unstated"

// A Claim is a proposition: a subject, a relation, and an object that is an
// entity or a value. It is true or false; that somebody says so is a [Testimony].
//
//	maryam-dalal chairs harbour-authority
type Claim struct {
	ID       ClaimID      `json:"id"`
	Subject  EntityID     `json:"subject"`
	Relation RelationName `json:"relation"`
	// Object is the entity at the other end; empty where Value is set.
	Object EntityID `json:"object,omitempty"`
	// Value is set for attributes ("strength 60000").
	Value Quantity `json:"value,omitzero"`
	// Share is the share of ownership in percent, where stated.
	Share Quantity `json:"share,omitzero"`
	// Roles are further ends of a relation with more than two: an event, an award.
	Roles []Role `json:"roles,omitempty"`
	// Episode tells apart repeated holdings of one relation; from 0.
	Episode int `json:"episode,omitempty"`
	// Holders are set for a view: how someone sees things, or [HolderUnstated]
	// alone. What is testified is that the view is held; it forms no tie unless Tie
	// is set.
	Holders []EntityID `json:"holders,omitempty"`
	Tie     bool       `json:"tie,omitempty"`
	// Topic selects the grade of the sources, where they are graded by topic.
	Topic string `json:"topic,omitempty"`
	// Prior is the probability before any testimony, in (0, 1); 0 stands for
	// "no view" (one half).
	Prior float64 `json:"prior,omitempty"`
	// Text is the claim as a sentence in the analyst's words.
	Text string `json:"text,omitempty"`
	// Note is the coder's remark on the claim.
	Note string `json:"note,omitempty"`
}

// View reports whether the claim is somebody's view of things.
func (c Claim) View() bool { return len(c.Holders) > 0 }

// A Role is one further end of a claim with more than two, for example the
// bidder of a tender.
type Role struct {
	Role   string   `json:"role"`
	Entity EntityID `json:"entity"`
}

// Ties reports whether the claim, of a relation, binds its two ends or divides them.
func (c *Claim) Ties(r *Relation) bool {
	return c.Object != "" && len(c.Roles) == 0 && (!c.View() || c.Tie) && r.Ties()
}
