// Package calendar reads the dates of documents: it is the only part of the program that
// does.
//
// Runs are the days of an inspection ("10 to 14 June 2024") and Items the parts that such
// a list is made of; FindLine finds the first date in a line of an English document, Find
// in a part of a web page, in many languages; InName the day in the name of a file. Find
// and FindLine give a Timestamp: the time as printed, in the zone printed.
//
// The policy on numeric dates (3/4/2021) is that of Decide: the order that the document's
// own dates show, else that of its language, else, in reports and plain text, day first. A
// date whose order is not decided gives no day; nor does "3 years ago", nor a day that the
// calendar does not have.
//
// Positions are half-open ranges of the bytes of the string that was read. Everything is
// safe for concurrent use.
package calendar
