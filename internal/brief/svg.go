package brief

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"sync"

	"underpin"
)

// svgElements are the elements that a figure may have: shapes, text, gradients,
// markers and style, nothing that runs or fetches.
var svgElements = []string{
	"svg", "title", "desc", "style", "defs", "g", "symbol", "use", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
	"text", "tspan", "textPath", "marker", "clipPath", "mask", "pattern", "linearGradient", "radialGradient", "stop", "metadata",
}

var outsideURL = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)url\(\s*['"]?\s*[^#'"\s]|@import|expression\(`) })

// checkSVG says why a figure cannot be put into a page: it is not one well-formed
// <svg> element, it could run something, or it asks for something from outside.
func checkSVG(svg string) error {
	dec := xml.NewDecoder(strings.NewReader(svg))
	depth, roots, inStyle := 0, 0, false
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return fmt.Errorf("it is not well-formed: %w", err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			if depth == 0 {
				roots++
			}
			depth++
			if err := checkElement(tok, depth); err != nil {
				return err
			}
			inStyle = tok.Name.Local == "style"
		case xml.EndElement:
			depth--
			inStyle = false
		case xml.CharData:
			if inStyle && (outsideURL().Match(tok) || strings.ContainsAny(string(tok), "<\\")) {
				return errors.New("its style asks for something from outside")
			}
			if depth == 0 && strings.TrimSpace(string(tok)) != "" {
				return errors.New("it has text outside the picture")
			}
		case xml.ProcInst, xml.Directive:
			return errors.New("it is a file with a prologue, not one element")
		}
	}
	if roots != 1 {
		return fmt.Errorf("it has %s where one <svg> is expected", underpin.FormatCounted(roots, "element"))
	}
	return nil
}

func checkElement(e xml.StartElement, depth int) error {
	tag := e.Name.Local
	if !slices.Contains(svgElements, tag) || e.Name.Space != "" && e.Name.Space != "http://www.w3.org/2000/svg" {
		return fmt.Errorf("it has an element <%s>", tag)
	}
	if (depth == 1) != (tag == "svg") {
		return fmt.Errorf("<%s> is where it must not be", tag)
	}
	for _, a := range e.Attr {
		key := strings.ToLower(a.Name.Local)
		switch {
		case strings.HasPrefix(key, "on"):
			return fmt.Errorf("<%s> has the handler %s", tag, a.Name.Local)
		case (key == "href" || key == "src") && !strings.HasPrefix(a.Value, "#"):
			return fmt.Errorf("<%s> refers to something outside", tag)
		case outsideURL().MatchString(a.Value):
			return fmt.Errorf("<%s> asks for something from outside", tag)
		}
	}
	return nil
}
