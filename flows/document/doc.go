// Package document reads and makes the files that people exchange with the
// program: the register of organisations as offices keep it (register.go,
// register_*.go, encoding.go), what leaves the program as files (export.go): spreadsheets
// (workbook.go, xlsx.go), tables that Excel opens rightly in Bulgarian (csv.go), JSON (json.go); what is printed
// for a training or meeting and after it (page.go, sheet.go, matrix*.go, certificate.go), the code
// for its door (qr.go), charts for a phone (chart.go, which begins a tour of chart_*.go; drawing.go,
// typeface.go).
//
// It knows file formats and nothing else: what a row of the register means is
// package programme's.
package document
