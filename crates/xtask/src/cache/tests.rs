use std::{sync::Barrier, thread};

use super::*;
use crate::ui::Ui;

fn key(text: &str) -> Key {
    KeyMaker::new("test 1").text("input", text).finish()
}

fn shelf(folder: &tempfile::TempDir, keep: usize) -> Shelf {
    Cache { folder: folder.path().into() }.shelf("things", keep)
}

fn make(shelf: &Shelf, text: &str) -> PathBuf {
    let write = |folder: &Path| Ok(fs::write(folder.join("thing"), text)?);
    Ui::new().task("making a thing", |progress| shelf.find_or_make(&key(text), progress, write)).unwrap()
}

/// Makes an entry look as if it was used last so many hours ago.
fn last_used(entry: &Path, hours: u64) {
    let time = SystemTime::now() - Duration::from_secs(hours * 3600);
    File::open(entry.join(USED)).unwrap().set_modified(time).unwrap();
}

#[test]
fn the_cache_is_where_the_user_wants_it() {
    let path = |text: &str| Some(PathBuf::from(text));
    assert_eq!(place(path("/z"), path("/x"), path("/h")), path("/z"));
    assert_eq!(place(None, path("/x"), path("/h")), path("/x/zkshim"));
    assert_eq!(place(None, path("relative"), path("/h")), path("/h/.cache/zkshim"));
    assert_eq!(place(None, None, None), None);
}

#[test]
fn a_key_tells_inputs_apart_that_read_alike_in_a_row() {
    let one = KeyMaker::new("test 1").text("ab", "c").finish();
    let two = KeyMaker::new("test 1").text("a", "bc").finish();
    assert_ne!(one, two);
    assert_ne!(key("x"), key("y"));
    assert_eq!(key("x"), key("x"));
    assert_ne!(key("x"), KeyMaker::new("test 2").text("input", "x").finish());
}

#[test]
fn a_key_changes_with_a_files_content_name_and_presence() {
    let folder = tempfile::tempdir().unwrap();
    let key = || KeyMaker::new("test 1").tree("sources", folder.path()).unwrap().finish();
    let mut seen = vec![key()];
    fs::write(folder.path().join("a"), "1").unwrap();
    seen.push(key());
    fs::write(folder.path().join("a"), "2").unwrap();
    seen.push(key());
    fs::rename(folder.path().join("a"), folder.path().join("b")).unwrap();
    seen.push(key());
    for (i, one) in seen.iter().enumerate() {
        assert!(!seen[i + 1..].contains(one), "{seen:?}");
    }
    // Build products are no inputs.
    fs::create_dir(folder.path().join("target")).unwrap();
    fs::write(folder.path().join("target/c"), "").unwrap();
    assert_eq!(&key(), seen.last().unwrap());
}

#[test]
fn an_entry_is_made_once_and_found_again() {
    let folder = tempfile::tempdir().unwrap();
    let shelf = shelf(&folder, 3);
    assert_eq!(shelf.find(&key("a")), None);
    let made = make(&shelf, "a");
    assert_eq!(shelf.find(&key("a")), Some(made.clone()));
    let refuse = |_: &Path| panic!("made twice");
    let found = Ui::new().task("finding", |progress| shelf.find_or_make(&key("a"), progress, refuse));
    assert_eq!(found.unwrap(), made);
}

#[test]
fn nothing_is_left_of_an_entry_that_could_not_be_made() {
    let folder = tempfile::tempdir().unwrap();
    let shelf = shelf(&folder, 3);
    let fail = |folder: &Path| {
        fs::write(folder.join("half"), "")?;
        anyhow::bail!("no")
    };
    assert!(Ui::new().task("failing", |progress| shelf.find_or_make(&key("a"), progress, fail)).is_err());
    assert_eq!(shelf.find(&key("a")), None);
    let left: Vec<_> = fs::read_dir(&shelf.folder).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left, [".lock"]);
}

#[test]
fn what_was_used_least_lately_is_pruned() {
    let folder = tempfile::tempdir().unwrap();
    let shelf = shelf(&folder, 2);
    let (a, b, c) = (make(&shelf, "a"), make(&shelf, "b"), make(&shelf, "c"));
    assert!(a.is_dir() && b.is_dir() && c.is_dir(), "what was just used is never pruned");
    last_used(&a, 30);
    last_used(&b, 50);
    last_used(&c, 40);
    let d = make(&shelf, "d");
    assert_eq!([&a, &b, &c, &d].map(|entry| entry.is_dir()), [true, false, false, true]);
}

#[test]
fn of_two_who_want_the_same_one_makes_it() {
    let folder = tempfile::tempdir().unwrap();
    let (shelf, start) = (shelf(&folder, 2), Barrier::new(2));
    let makes = std::sync::atomic::AtomicU32::new(0);
    let work = || {
        start.wait();
        let slowly = |folder: &Path| {
            makes.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            thread::sleep(Duration::from_millis(200));
            Ok(fs::write(folder.join("thing"), "whole")?)
        };
        let entry = Ui::new().task("racing", |progress| shelf.find_or_make(&key("a"), progress, slowly));
        fs::read_to_string(entry.unwrap().join("thing")).unwrap()
    };
    thread::scope(|scope| {
        let (one, two) = (scope.spawn(work), scope.spawn(work));
        assert_eq!((one.join().unwrap(), two.join().unwrap()), ("whole".into(), "whole".into()));
    });
    assert_eq!(makes.into_inner(), 1);
}
