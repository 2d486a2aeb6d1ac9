package api

import (
	"fmt"
	"net/http"
	"strings"
	"sync"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/validation"
)

// plain makes the library speak of what it refuses itself in the form and the words of all
// other problems, and take the lists of the desk for what they are.
var plain = sync.OnceFunc(func() {
	huma.DefaultArrayNullable = false // the desk answers with empty lists
	huma.NewError = func(status int, _ string, errs ...error) huma.StatusError { return refusal(status, errs) }
})

// refusals are what the library says of a field, up to where a bound stands in it, what we
// say of the field and what to do, in which %s stands for the bound. The first that fits
// counts.
var refusals = []struct{ theirs, says, hint string }{
	{validation.MsgExpectedRequiredProperty, "is missing", ""},
	{"required ", "is missing", ""},
	{validation.MsgExpectedOneOf, "is not one of the choices", "choose one of %s"},
	{validation.MsgExpectedMinimumNumber, "is too small", "take at least %s"},
	{validation.MsgExpectedMaximumNumber, "is too large", "take at most %s"},
	{validation.MsgExpectedMinLength, "is too short", "write at least %s characters"},
	{validation.MsgExpectedMaxLength, "is too long", "write at most %s characters"},
	{validation.MsgExpectedMinItems, "holds too few", "give at least %s"},
	{validation.MsgExpectedMaxItems, "holds too many", "give at most %s at once"},
	{validation.MsgExpectedMatchPattern, "is not in the form that it must have", ""},
	{validation.MsgExpectedBePattern, "is not in the form that it must have", ""},
	{validation.MsgExpectedInteger, "is not a whole number", ""},
	{"invalid integer", "is not a whole number", ""},
	{validation.MsgExpectedNumber, "is not a number", ""},
	{"invalid float", "is not a number", ""},
	{validation.MsgExpectedBoolean, "is neither true nor false", ""},
	{"invalid boolean", "is neither true nor false", ""},
	{validation.MsgExpectedString, "is not a text", ""},
	{validation.MsgExpectedArray, "is not a list", ""},
	{validation.MsgExpectedObject, "is not made of fields", ""},
}

// refusal says of the first thing that the library refuses what is wrong, where it lies and
// what to do. It says nothing of what was typed: a body that is refused may hold a name.
func refusal(status int, errs []error) *problemDetails {
	p := &problemDetails{
		Status: status, Title: http.StatusText(status), Code: "bad_request",
		Detail: "What was sent cannot be read.", Hint: "load the page again, and try once more",
	}
	if len(errs) == 0 {
		return p
	}
	d, ok := errs[0].(huma.ErrorDetailer)
	if !ok {
		return p
	}
	where, theirs := d.ErrorDetail().Location, d.ErrorDetail().Message
	for _, r := range refusals {
		words, _, _ := strings.Cut(r.theirs, "%")
		bound, fits := strings.CutPrefix(theirs, words)
		if !fits {
			continue
		}
		bound = strings.Trim(bound, `"`)
		if r.theirs == validation.MsgExpectedRequiredProperty {
			where, _, _ = strings.Cut(bound, " ")
		}
		if p.Field = fieldOf(where); p.Field == "" { // it lies in the whole
			return p
		}
		p.Detail = "“" + p.Field + "” " + r.says + "."
		if r.hint != "" {
			p.Hint = fmt.Sprintf(r.hint, bound)
		}
		return p
	}
	return p
}

// fieldOf is the field at a place of the library, "body.records[0].id"; empty for the body
// as a whole.
func fieldOf(place string) string {
	steps := strings.Split(place, ".")
	name, _, _ := strings.Cut(steps[len(steps)-1], "[")
	if len(steps) == 1 && name == "body" {
		return ""
	}
	return name
}
