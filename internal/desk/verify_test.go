package desk

import (
	"testing"
)

func TestAFileThatIsNoCheckpointSaysNothingOfTheRegister(t *testing.T) {
	d := newDesk(t, example(t, "harbour"))
	for _, text := range []string{"", "not a checkpoint", "underpin/harbour\n1\n\n"} {
		_, err := d.Verify(t.Context(), "", []string{text})
		if f, ok := err.(*Fault); !ok || f.Code != NotACheckpoint || f.Kind != BadInput {
			t.Errorf("%q: %v", text, err)
		}
	}
	if _, err := d.Verify(t.Context(), "", nil); err != nil {
		t.Error(err)
	}
}
