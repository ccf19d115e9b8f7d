//! A process that is killed while it writes leaves the one set or the other, and what others have in the folder stays.
#![cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::carry::{Carry, retire};
use crate::render::survey::survey;
use crate::render::{OutputFile, write_set};

const FOLDER: &str = "ISMS_TEST_FOLDER";

/// A set with its name in every file; the two have some files in common, and each has some of its own.
fn set(name: &str) -> Vec<OutputFile> {
    let file = |path: String, text: String| OutputFile { path, bytes: text.into_bytes() };
    let mut files: Vec<OutputFile> = (0..40).map(|number| file(format!("part-{}/{number}.md", number % 4), format!("{name} {number}\n").repeat(300))).collect();
    files.extend((0..10).map(|number| file(format!("{name}-{number}.md"), format!("{name} {number}\n"))));
    files.extend((0..10).map(|number| file(format!("same/{number}.md"), "the same in both\n".into())));
    files
}

/// All files of a folder but the lock, by path.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).unwrap().flatten() {
            let path = entry.path();
            let name = path.strip_prefix(folder).unwrap().to_string_lossy().to_string();
            match entry.file_type().unwrap().is_dir() {
                true => open.push(path),
                false if name == ".isms-lock" => {}
                false => drop(found.insert(name, fs::read(path).unwrap())),
            }
        }
    }
    found
}

fn expected(name: &str) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    write_set(&folder.path().join("build"), &set(name)).unwrap();
    contents(&folder.path().join("build"))
}

#[test]
#[ignore = "the process that the next test starts and kills"]
fn writes_one_set_after_the_other() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let (a, b) = (set("a"), set("b"));
    let both = || {
        write_set(Path::new(&folder), &a).unwrap();
        write_set(Path::new(&folder), &b).unwrap();
    };
    let started = Instant::now();
    both();
    println!("\nready {}", started.elapsed().as_micros());
    (0..1_000).for_each(|_| both());
}

#[test]
fn a_process_that_is_killed_leaves_one_set_whole() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("build");
    write_set(&out, &set("a")).unwrap();
    let wanted = [expected("a"), expected("b")];
    let mut seen = [0; 2];
    let mut left = 0;
    let mut random = 2_463_534_242_u32;
    let enough = |seen: &[usize; 2], left: usize| seen[0] > 5 && seen[1] > 5 && left > 5;
    for round in 0..400 {
        if round >= 80 && enough(&seen, left) {
            break;
        }
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "render::exchange::tests::writes_one_set_after_the_other", "--ignored", "--nocapture"])
            .env(FOLDER, &out)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
        let span: u32 = said.find_map(|line| line.unwrap().strip_prefix("ready ")?.parse().ok()).unwrap();
        random ^= random << 13;
        random ^= random >> 17;
        random ^= random << 5;
        std::thread::sleep(Duration::from_micros(u64::from(random % span.max(1))));
        child.kill().unwrap();
        child.wait().unwrap();
        let now = contents(&out);
        let which = wanted.iter().position(|one| *one == now);
        let names: Vec<&String> = now.keys().collect();
        seen[which.unwrap_or_else(|| panic!("neither the one set nor the other: {names:?}"))] += 1;
        left += fs::read_dir(folder.path()).unwrap().count() - 1;
    }
    assert!(enough(&seen, left), "the moments were not random: {seen:?}, {left} times in the middle of it");
    write_set(&out, &set("b")).unwrap();
    assert!(contents(&out) == wanted[1]);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "what a killed process left is gone");
}

fn number(path: &Path) -> u64 {
    fs::symlink_metadata(path).unwrap().ino()
}

fn one(name: &str, text: &str) -> OutputFile {
    OutputFile { path: name.into(), bytes: text.as_bytes().to_vec() }
}

#[test]
fn what_others_have_in_the_folder_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("build");
    write_set(&out, &[one("a.md", "a"), one("x/b.md", "b"), one("y/c.md", "c")]).unwrap();
    fs::write(out.join("mine.txt"), "mine").unwrap();
    fs::create_dir_all(out.join("mine/empty")).unwrap();
    fs::write(out.join("mine/deep.txt"), "deep").unwrap();
    symlink("../elsewhere", out.join("mine/link")).unwrap();
    fs::set_permissions(&out, fs::Permissions::from_mode(0o2750)).unwrap();
    fs::set_permissions(out.join("mine"), fs::Permissions::from_mode(0o700)).unwrap();
    let before = [&out, &out.join("mine.txt"), &out.join("mine/deep.txt"), &out.join("a.md"), &out.join("x/b.md")].map(|path| number(path));
    let time = fs::metadata(out.join("a.md")).unwrap().modified().unwrap();
    write_set(&out, &[one("a.md", "a"), one("x/b.md", "changed")]).unwrap();
    let after = [&out, &out.join("mine.txt"), &out.join("mine/deep.txt"), &out.join("a.md"), &out.join("x/b.md")].map(|path| number(path));
    assert_ne!(before[0], after[0], "the folder was exchanged");
    assert_eq!(before[1..4], after[1..4], "files that stay are the same files");
    assert_ne!(before[4], after[4]);
    assert_eq!(fs::metadata(out.join("a.md")).unwrap().modified().unwrap(), time);
    assert_eq!(fs::metadata(out.join("a.md")).unwrap().nlink(), 1, "no second name is left of it");
    assert_eq!(fs::read_link(out.join("mine/link")).unwrap(), Path::new("../elsewhere"));
    assert!(out.join("mine/empty").is_dir() && !out.join("y").exists(), "an empty folder of others stays, one of ours goes");
    assert_eq!(fs::metadata(&out).unwrap().mode() & 0o7777, 0o2750);
    assert_eq!(fs::metadata(out.join("mine")).unwrap().mode() & 0o7777, 0o700);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    // where nothing changes, nothing is touched: who watches the folder is not woken
    write_set(&out, &[one("a.md", "a"), one("x/b.md", "changed")]).unwrap();
    assert_eq!(number(&out), after[0]);
}

#[test]
fn what_comes_while_the_folder_is_made_is_not_lost() {
    let folder = tempfile::tempdir().unwrap();
    let (old, now) = (folder.path().join("old"), folder.path().join("now"));
    for path in [&old.join("x"), &now.join("x")] {
        fs::create_dir_all(path).unwrap();
    }
    for name in [".isms-lock", "a.md", "mine.txt", "x/b.md"] {
        fs::write(old.join(name), "before").unwrap();
    }
    let set = [one("a.md", "new"), one("x/b.md", "before")];
    let files: Vec<&OutputFile> = set.iter().collect();
    let changes = survey(&old, &files, &BTreeMap::new()).unwrap();
    let seen = Carry::all(&old, &now, &changes);
    assert!(seen.is_err(), "there is a folder in the way");
    fs::remove_dir(now.join("x")).unwrap();
    let seen = Carry::all(&old, &now, &changes).unwrap();
    fs::write(now.join("a.md"), "new").unwrap();
    // an editor that writes beside and renames, a new file, and a new folder
    fs::write(old.join("mine.txt~"), "changed").unwrap();
    fs::rename(old.join("mine.txt~"), old.join("mine.txt")).unwrap();
    fs::write(old.join("note.txt"), "late").unwrap();
    fs::create_dir_all(old.join("late/deep")).unwrap();
    fs::write(old.join("late/deep/note.txt"), "late").unwrap();
    retire(&old, &now, &seen, &changes);
    assert!(!old.exists());
    for (name, text) in [("a.md", "new"), ("mine.txt", "changed"), ("note.txt", "late"), ("late/deep/note.txt", "late"), ("x/b.md", "before")] {
        assert_eq!(fs::read_to_string(now.join(name)).unwrap(), text, "{name}");
    }
}

#[test]
fn a_folder_in_which_somebody_works_stays_the_same_folder() {
    for name in [".git", "company.isms", "deep/isms.toml"] {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("build");
        fs::create_dir_all(out.join(name)).unwrap();
        let before = number(&out);
        write_set(&out, &[one("a.md", "a"), one("x/b.md", "b")]).unwrap();
        assert_eq!(number(&out), before, "{name}");
        assert!(out.join("x/b.md").exists() && out.join(name).exists());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "{name}");
    }
    // more than anybody puts beside documents
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("build");
    fs::create_dir(&out).unwrap();
    (0..1_100).for_each(|number| fs::write(out.join(format!("{number}.txt")), "").unwrap());
    let before = number(&out);
    write_set(&out, &[one("a.md", "a")]).unwrap();
    assert_eq!((number(&out), fs::read_dir(&out).unwrap().count()), (before, 1_103));
}

#[test]
fn what_is_left_beside_goes_unless_somebody_works_on_it() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("build");
    let set = [one("a.md", "a")];
    write_set(&out, &set).unwrap();
    let left = |number: usize| folder.path().join(format!(".isms-build.{number}"));
    for number in 0..4 {
        fs::create_dir_all(left(number).join("x")).unwrap();
        fs::write(left(number).join("x/b.md"), "half").unwrap();
    }
    fs::hard_link(out.join(".isms-lock"), left(0).join(".isms-lock")).unwrap();
    fs::write(left(1).join(".isms-lock"), "").unwrap();
    let held = fs::File::open(left(1).join(".isms-lock")).unwrap();
    held.lock().unwrap();
    fs::write(left(2).join(".isms-lock"), "").unwrap();
    write_set(&out, &set).unwrap();
    assert!(!left(0).exists(), "of a run that was killed");
    assert!(left(1).exists(), "somebody works on it");
    assert!(!left(2).exists(), "of a run that was killed, in a folder that was removed since");
    assert!(left(3).join("x/b.md").exists(), "nothing says that it is ours");
    drop(held);
    write_set(&out, &set).unwrap();
    assert!(!left(1).exists());
}

#[test]
fn of_two_builds_at_once_one_is_there_whole() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("build");
    let wanted = [expected("a"), expected("b")];
    for _ in 0..10 {
        std::thread::scope(|scope| {
            for name in ["a", "b", "a"] {
                let out = &out;
                scope.spawn(move || write_set(out, &set(name)).unwrap());
            }
        });
        assert!(wanted.contains(&contents(&out)));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
