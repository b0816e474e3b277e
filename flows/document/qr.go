package document

import (
	"fmt"

	"rsc.io/qr"
)

// qrScale is how many pixels one square of a code has: enough to be printed large.
const qrScale = 16

// QR is the picture of a code that opens the link, as PNG: a phone reads it even where
// a quarter of it is worn or stained.
func QR(link string) ([]byte, error) {
	code, err := qr.Encode(link, qr.Q)
	if err != nil {
		return nil, fmt.Errorf("QR code of %q: %w", link, err)
	}
	code.Scale = qrScale
	return code.PNG(), nil
}
