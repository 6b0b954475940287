// Package sample draws sentences for people to code for some themes, and writes
// and reads the sheets they are coded in.
package sample
