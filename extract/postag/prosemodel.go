package postag

import (
	"fmt"
	"reflect"

	"github.com/jdkato/prose/v2"
)

// proseFields reads what the tagger needs out of unexported fields of a loaded prose
// Model: the weights of the perceptron (feature, class, weight) and the words that have
// one tag only. The library is pinned; the error says what another version of it, with
// other fields, has in their place.
func proseFields(model *prose.Model) (weights map[string]map[string]float64, fixed map[string]string, err error) {
	return fieldsOf(reflect.ValueOf(model))
}

func fieldsOf(model reflect.Value) (weights map[string]map[string]float64, fixed map[string]string, err error) {
	perceptron := model
	path := "Model"
	for _, name := range []string{"tagger", "model"} {
		path += "." + name
		if perceptron, err = field(perceptron, name, path); err != nil {
			return nil, nil, err
		}
	}
	if weights, err = unexported[map[string]map[string]float64](perceptron, "weights", path+".weights"); err != nil {
		return nil, nil, err
	}
	fixed, err = unexported[map[string]string](perceptron, "tagMap", path+".tagMap")
	return weights, fixed, err
}

// field is a field of the struct that v points to; path names it in the error.
func field(v reflect.Value, name, path string) (reflect.Value, error) {
	if v.Kind() != reflect.Pointer || v.IsNil() || v.Elem().Kind() != reflect.Struct {
		return v, fmt.Errorf("%s: before %s there is no pointer to a struct, but %s", another, path, v.Type())
	}
	f := v.Elem().FieldByName(name)
	if !f.IsValid() {
		return f, fmt.Errorf("%s: there is no field %s in %s", another, path, v.Type().Elem())
	}
	return f, nil
}

// unexported is the value of an unexported field of type T.
func unexported[T any](v reflect.Value, name, path string) (value T, err error) {
	f, err := field(v, name, path)
	if err != nil {
		return value, err
	}
	if want := reflect.TypeFor[T](); f.Type() != want {
		return value, fmt.Errorf("%s: field %s is a %s, not a %s", another, path, f.Type(), want)
	}
	return *(*T)(f.Addr().UnsafePointer()), nil
}

const another = "this version of github.com/jdkato/prose/v2 keeps its tagger otherwise than we read it (extract/postag/prosemodel.go)"
