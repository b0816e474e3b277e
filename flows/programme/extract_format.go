package programme

// ExportFormat is what sort of file tables are put into.
type ExportFormat string

const (
	FormatXLSX ExportFormat = "xlsx"
	FormatCSV  ExportFormat = "csv" // several tables: a zip of them
	FormatJSON ExportFormat = "json"
)

// ExportFormats are all of them, in the order in which they are offered.
func ExportFormats() []ExportFormat { return []ExportFormat{FormatXLSX, FormatCSV, FormatJSON} }

// File is how a file of that many tables ends, and its media type.
func (f ExportFormat) File(tables int) (ending, mime string) {
	switch {
	case f == FormatCSV && tables > 1:
		return "zip", "application/zip"
	case f == FormatCSV:
		return "csv", "text/csv"
	case f == FormatJSON:
		return "json", "application/json"
	}
	return "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
}
