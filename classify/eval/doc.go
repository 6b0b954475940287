// Package eval scores what the program found against files that people coded.
package eval
