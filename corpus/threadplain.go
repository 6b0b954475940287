package corpus

func (w *threadWalker) findPlain() {}
