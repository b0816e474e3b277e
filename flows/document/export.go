package document

import (
	"archive/zip"
	"bytes"
	"fmt"
	"time"

	"partnerbot/flows/programme"
	"partnerbot/flows/text"
)

// Export is what goes into a file that leaves the program.
type Export struct {
	Tables []programme.Extract
	Town   string    // code of the municipality that they are of; empty: all
	At     time.Time // when it is made, UTC
}

// ExportFile is the tables as a file of the format, in the language: a spreadsheet
// (workbook.go), CSV (csv.go), one zip of them where there are several tables, or JSON
// (json.go).
func ExportFile(p *programme.Programme, x Export, format programme.ExportFormat, lang text.Language) ([]byte, error) {
	switch {
	case format == programme.FormatXLSX:
		return exportXLSX(p, x, lang)
	case format == programme.FormatJSON:
		return exportJSON(p, x, lang)
	case format == programme.FormatCSV && len(x.Tables) == 1:
		return ExtractCSV(p, x.Tables[0], lang), nil
	case format == programme.FormatCSV:
		return csvZip(p, x, lang)
	}
	return nil, fmt.Errorf("there is no format %q", format)
}

// csvZip has one table a file.
func csvZip(p *programme.Programme, x Export, lang text.Language) ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, e := range x.Tables {
		w, err := z.CreateHeader(&zip.FileHeader{Name: e.File.In(lang) + ".csv", Method: zip.Deflate, Modified: x.At.In(p.Location)})
		if err != nil {
			return nil, fmt.Errorf("zip %s: %w", e.Code, err)
		}
		if _, err := w.Write(ExtractCSV(p, e, lang)); err != nil {
			return nil, fmt.Errorf("zip %s: %w", e.Code, err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("zip: %w", err)
	}
	return out.Bytes(), nil
}

// town is which municipality the file is of, in words.
func (x Export) town(p *programme.Programme, lang text.Language) string {
	if x.Town == "" {
		return text.T("всички", "all").Plain(lang)
	}
	return p.Town(x.Town).In(lang)
}

// townRule says what that means; empty for all.
func (x Export) townRule() text.Phrase {
	if x.Town == "" {
		return text.Phrase{}
	}
	return text.T("Организациите от общината, с хората, отговорите и въпросите им. Събитията в нея, и тези, за които нейна организация се е записала. Идеите за нея.",
		"The organisations of the municipality, with their people, answers and questions. The events in it, and those to which one of its organisations has registered. The ideas about it.")
}

// keepSafe is said in every file that names people.
var keepSafe = text.T("Вътре има лични данни: имена, телефони и думи на хора. Пазете файла и не го пращайте извън екипа.",
	"It holds personal data: names, phone numbers and words of people. Keep it safe, and do not send it outside the team.")
