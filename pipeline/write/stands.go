package write

// Stands says that the file is still there as it was written. It trusts size
// and modification time, as git's index does: a file that differs in either is
// rendered and compared again, so a wrong "no" costs time and nothing else.
func (s *Sink) Stands(f File) bool {
	info, err := s.root.Lstat(f.Name)
	return err == nil && info.Mode().IsRegular() && info.Size() == f.Size && info.ModTime().Equal(f.Modified)
}
