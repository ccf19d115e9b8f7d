use super::*;
#[test] fn scratch() {
 for f in std::fs::read_dir("stdlib/prm").unwrap().chain(std::fs::read_dir("stdlib/iso27001").unwrap()).chain(std::fs::read_dir("examples/meridian").unwrap()).chain(std::fs::read_dir("examples/minimal").unwrap()).chain(std::fs::read_dir("examples/nordwind").unwrap()).chain(std::fs::read_dir("stdlib/policies").unwrap()) {
  let p = f.unwrap().path(); if p.extension().is_none_or(|e| e != "isms") { continue }
  let t = std::fs::read_to_string(&p).unwrap(); let o = format(&t);
  let q = std::path::Path::new("/tmp/fmtwork/out").join(p.to_string_lossy().replace("/","_")); std::fs::create_dir_all("/tmp/fmtwork/out").unwrap();
  std::fs::write(q, &o.text).unwrap();
  let again = format(&o.text);
  println!("{} ok={} same={} idem={}", p.display(), o.ok, o.text==t, again.text==o.text);
 } }
