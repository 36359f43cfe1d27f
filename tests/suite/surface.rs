//! What the library promises to those who use it.

use std::fmt::Debug;

use recto::advice::Surroundings;
use recto::diagnostic::{Diagnostic, Diagnostics, ErrorReported};
use recto::export::{Format, PdfSettings};
use recto::fit::Fitted;
use recto::inspect::{PdfContent, Unreadable};
use recto::job::JobPosting;
use recto::locale::Locale;
use recto::resume::{Problem, Resume};
use recto::source::{Source, Span};
use recto::tailor::Filter;
use recto::theme::{Theme, Themes};
use recto::typeset::{Document, Fonts, SystemFace};

#[test]
fn the_main_types_go_from_thread_to_thread() {
    fn shared<T: Send + Sync>() {}
    shared::<JobPosting>();
    shared::<Filter>();
    shared::<Diagnostics>();
    shared::<Document>();
    shared::<Fitted>();
    shared::<Fonts>();
    shared::<Format>();
    shared::<Locale>();
    shared::<PdfContent>();
    shared::<Resume>();
    shared::<Source>();
    shared::<Theme>();
    shared::<Themes>();
}

#[test]
fn what_can_fail_says_so_as_rusts_own_errors_do() {
    fn error<T: std::error::Error + Send + Sync + 'static>() {}
    error::<Problem>();
    error::<ErrorReported>();
    error::<Unreadable>();
}

#[test]
fn values_can_be_cloned_and_looked_at() {
    fn value<T: Clone + Debug>() {}
    value::<JobPosting>();
    value::<Filter>();
    value::<Diagnostic>();
    value::<Format>();
    value::<Locale>();
    value::<SystemFace>();
    value::<PdfSettings>();
    value::<PdfContent>();
    value::<Resume>();
    value::<Source>();
    value::<Span>();
    value::<Surroundings>();
    value::<Theme>();
    fn shown<T: Debug>() {}
    shown::<Diagnostics>();
    shown::<Document>();
    shown::<Fitted>();
    shown::<Fonts>();
    shown::<Themes>();
}

#[test]
fn fonts_of_the_machine_are_looked_for_once_for_all_threads() {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use recto::typeset::font_families;

    let searches = AtomicUsize::new(0);
    let search = || {
        searches.fetch_add(1, Ordering::Relaxed);
        Vec::new()
    };
    let fonts = Fonts::search(&search);
    assert_eq!(searches.load(Ordering::Relaxed), 0);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert!(font_families(&fonts).iter().all(|family| family.shipped)));
        }
    });
    assert_eq!(searches.load(Ordering::Relaxed), 1);
}

#[test]
fn the_schema_can_be_made_where_no_other_crate_helps() {
    // Schemars' macro takes a list as `vec![…]` alone, unless some other crate of the build
    // happens to enlarge its parser. The library built by itself, as for WebAssembly, has none.
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/resume");
    let paths = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    for path in paths.filter(|path| path.is_file()) {
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(!text.contains("example = ["), "write `example = vec![…]` in {}", path.display());
    }
}
