// Package report makes, from the tables of a run, what people read: the HTML
// report and the spreadsheet.
//
// Write makes report.html and the folder report/ beside it: a page a council,
// the style sheet, the script, and the evidence, which is every scored sentence
// and every mention as data in script files that the page loads when a number is
// opened (fetch does not work from file://). Nothing is loaded from elsewhere.
//
// What is promised: the same tables and options give the same bytes; text from
// documents is escaped by html/template or inserted as text by the script, never
// as markup; every number in the report is the sum of rows of the tables, copies
// of a document (duplicate_of) left out. What is not: a report needs the tables
// documents, sentences and mentions as Parquet. Other tables that a run does not
// hold leave out the parts made from them, and the report says so.
//
// The tables of sentences and mentions are read side by side, one document at a
// time; what is kept is the counts, the recommendations and the few most telling
// sentences of each document, about 10 KB for a report of 15,000 words.
package report
