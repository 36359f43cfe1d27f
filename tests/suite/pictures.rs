//! Pictures that mean no good: none hangs a build, takes all memory, or is no picture at all.

use std::io::Write;
use std::time::{Duration, Instant};

use crate::project::{Project, Run};

const YAML: &str = "basics: {name: Ada, image: me.png}\n";

/// More than any picture may take, on a machine that does other things as well.
const PATIENCE: Duration = Duration::from_secs(40);

/// Builds with a picture as the portrait.
fn with_picture(name: &str, bytes: &[u8]) -> Run {
    let project = Project::new().file("resume.yaml", YAML.replace("me.png", name)).file(name, bytes);
    timed(|| project.run(&["build"]))
}

fn timed(run: impl FnOnce() -> Run) -> Run {
    let started = Instant::now();
    let run = run();
    assert!(started.elapsed() < PATIENCE, "it took {:?}: {}", started.elapsed(), run.stderr);
    run
}

fn refused(run: &Run, why: &str) {
    assert!(run.code == Some(1) && run.stderr.contains(why), "{:?}: {}", run.code, run.stderr);
    assert!(run.stderr.contains("basics.image"), "{}", run.stderr);
}

/// The check of a part of a PNG (ISO 15948, annex D).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 })
    })
}

/// A PNG whose header promises so many pixels of one bit, and keeps the promise: rows of nothing
/// take next to no bytes.
fn png(width: u32, height: u32) -> Vec<u8> {
    let chunk = |kind: &[u8], data: &[u8]| {
        let mut checked = kind.to_vec();
        checked.extend_from_slice(data);
        [&(data.len() as u32).to_be_bytes()[..], &checked, &crc(&checked).to_be_bytes()].concat()
    };
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[1, 0, 0, 0, 0]].concat();
    let mut rows = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    let row = vec![0; 1 + width.div_ceil(8) as usize];
    (0..height).for_each(|_| rows.write_all(&row).unwrap());
    let rows = rows.finish().unwrap();
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &header), chunk(b"IDAT", &rows), chunk(b"IEND", b"")].concat()
}

#[test]
fn a_picture_of_too_many_pixels_is_refused_by_its_header() {
    refused(&with_picture("me.png", &png(20_000, 20_000)), "20000 × 20000 pixels");
    assert_eq!(with_picture("me.png", &png(300, 300)).code, Some(0));
    // What a fuzzer thought of: more pixels than memory has bytes, and few bytes of them.
    let mut wide = png(300, 300);
    wide[16..20].copy_from_slice(&0x2f00_012c_u32.to_be_bytes());
    let checked = crc(&wide[12..29]);
    wide[29..33].copy_from_slice(&checked.to_be_bytes());
    refused(&with_picture("me.png", &wide), "788529452 × 300 pixels");
    let gif = [
        &b"GIF89a"[..],
        &65500u16.to_le_bytes(),
        &65500u16.to_le_bytes(),
        &[0, 0, 0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 1, 0, 0, 0x3b],
    ]
    .concat();
    refused(&with_picture("me.gif", &gif), "65500 × 65500 pixels");
    // A frame that is larger than the picture.
    let gif = [
        &b"GIF89a"[..],
        &[1, 0, 1, 0, 0, 0, 0, 0x2c, 0, 0, 0, 0],
        &65500u16.to_le_bytes(),
        &65500u16.to_le_bytes(),
        &[0, 2, 1, 0, 0, 0x3b],
    ]
    .concat();
    refused(&with_picture("me.gif", &gif), "is not a supported picture");
    let jpeg = [
        &[0xff, 0xd8, 0xff, 0xc0, 0, 11, 8][..],
        &65500u16.to_be_bytes(),
        &65500u16.to_be_bytes(),
        &[1, 1, 0x11, 0, 0xff, 0xd9],
    ]
    .concat();
    let run = with_picture("me.jpg", &jpeg);
    assert!(run.code == Some(1) && run.stderr.contains("basics.image"), "{}", run.stderr);
}

const SVG: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='100' height='100'>";

/// A few bytes that would draw for hours.
fn turbulence() -> String {
    format!(
        "{SVG}<filter id='a'><feTurbulence baseFrequency='.01' numOctaves='1000000'/></filter>\
         <rect width='100' height='100' filter='url(#a)'/></svg>"
    )
}

#[test]
fn a_drawing_that_never_ends_is_refused() {
    refused(&with_picture("me.svg", turbulence().as_bytes()), "to render");
    let plain = format!("{SVG}<circle cx='50' cy='50' r='40' fill='teal'/></svg>");
    assert_eq!(with_picture("me.svg", plain.as_bytes()).code, Some(0));
}

/// Themes set the height of a portrait: one that is far wider than high would be drawn far larger
/// than it was tried.
#[test]
fn a_picture_that_is_far_longer_than_broad_is_refused() {
    let wide =
        "<svg xmlns='http://www.w3.org/2000/svg' width='20000' height='1'><rect width='20000' height='1'/></svg>";
    refused(&with_picture("me.svg", wide.as_bytes()), "an aspect ratio of more than 10:1");
    refused(&with_picture("me.png", &png(3000, 2)), "an aspect ratio of more than 10:1");
    refused(&with_picture("me.png", &png(2, 3000)), "an aspect ratio of more than 10:1");
    // As wide as may be, with much to draw.
    let group = "<g filter='url(#f)'><path d='M0 0H1000V100H0z'/></g>".repeat(100);
    let slow = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='1000' height='100'><filter id='f' x='0' y='0' width='1' height='1'>\
         <feTurbulence type='turbulence' baseFrequency='0.05' numOctaves='50'/></filter>{group}</svg>"
    );
    refused(&with_picture("me.svg", slow.as_bytes()), "to render");
}

/// A letter that no font has ends the writing of a PDF early; the drawing is tried all the same.
#[test]
fn a_drawing_cannot_end_its_trial_early() {
    let group = "<g opacity='.5'><path d='M0 0H100V130H0z'/><path d='M0 0H90V130H0z'/></g>".repeat(40_000);
    let svg = format!("{SVG}{group}<text x='10' y='50'>a&#xF0000;</text></svg>");
    refused(&with_picture("me.svg", svg.as_bytes()), "to render");
}

/// Patterns within patterns take stack, and every way to build has as much as the trial, and more.
#[test]
fn a_drawing_that_passes_its_trial_can_be_built_in_every_way() {
    let nested = |depth: usize| {
        let pattern = |number: usize, fill: String| {
            format!(
                "<pattern id='p{number}' width='4' height='4' patternUnits='userSpaceOnUse'><rect width='4' height='4' fill='{fill}'/></pattern>"
            )
        };
        let patterns: String = (0..depth).map(|number| pattern(number, format!("url(#p{})", number + 1))).collect();
        format!("{SVG}{patterns}{}<rect width='4' height='4' fill='url(#p0)'/></svg>", pattern(depth, "red".into()))
    };
    for depth in [200, 400, 640, 1290, 3000] {
        let project = Project::new()
            .file("resume.yaml", "basics: {name: Ada, image: me.svg}\ntheme: passport\napplications: {a: {}, b: {}}\n")
            .file("me.svg", nested(depth));
        for command in [&["build"][..], &["build", "--all"], &["check"], &["build", "--format", "png"]] {
            let run = project.run(command);
            assert!(matches!(run.code, Some(0 | 1)), "{depth}, {command:?}: {:?} {}", run.code, run.stderr);
        }
    }
}

#[test]
fn a_colour_profile_is_unpacked_as_far_as_any_is_large() {
    let plain = png(300, 300);
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    (0..64).for_each(|_| encoder.write_all(&vec![0; 1 << 20]).unwrap());
    let data = [b"x\0\0".to_vec(), encoder.finish().unwrap()].concat();
    let checked = [b"iCCP".to_vec(), data.clone()].concat();
    let chunk = [&(data.len() as u32).to_be_bytes()[..], &checked, &crc(&checked).to_be_bytes()].concat();
    // Behind the header, which has 25 bytes behind the eight of the signature.
    let bomb = [&plain[..33], &chunk, &plain[33..]].concat();
    refused(&with_picture("me.png", &bomb), "has a colour profile of more than 4 MiB");
}

#[test]
fn a_drawing_that_takes_all_memory_is_refused() {
    // Each level draws the one below ten times.
    let mut svg = format!("{SVG}<g id='l0'><rect width='1' height='1'/></g>");
    for level in 1..12 {
        let uses = format!("<use href='#l{}'/>", level - 1).repeat(10);
        svg += &format!("<g id='l{level}'>{uses}</g>");
    }
    let run = with_picture("me.svg", format!("{svg}</svg>").as_bytes());
    assert!(run.code == Some(1) && run.stderr.contains("basics.image"), "{:?} {}", run.code, run.stderr);
}

#[test]
fn a_compressed_drawing_is_unpacked_as_far_as_it_may_grow() {
    let packed = |text: &[u8]| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    };
    let plain = format!("{SVG}<circle cx='50' cy='50' r='40' fill='teal'/></svg>");
    let project = Project::new().file("resume.yaml", "basics: {name: Ada, image: me.svg}\n").file("me.svg", &plain);
    let compressed = Project::new()
        .file("resume.yaml", "basics: {name: Ada, image: me.svg}\n")
        .file("me.svg", packed(plain.as_bytes()));
    assert_eq!(project.run(&["build"]).code, Some(0));
    assert_eq!(compressed.run(&["build"]).code, Some(0));
    assert!(project.read("resume.pdf") == compressed.read("resume.pdf"));
    refused(&with_picture("me.svgz", &packed(&vec![b' '; 64 << 20])), "is an SVG of more than 4 MiB");
    refused(&with_picture("me.svgz", &[0x1f, 0x8b, 8, 0, 1, 2]), "cannot be decompressed");
}

#[test]
fn a_bad_picture_costs_a_batch_one_document() {
    let project = Project::new().file("bad.svg", turbulence());
    let good = "{\"id\":\"good\",\"resume\":{\"basics\":{\"name\":\"Ada\"}}}\n";
    let bad = "{\"id\":\"bad\",\"resume\":{\"basics\":{\"name\":\"Ada\",\"image\":\"bad.svg\"}}}\n";
    let input = format!("{good}{bad}{good}");
    let run = timed(|| project.run_with(&["build", "--batch"], input.as_bytes(), &[]));
    let answers = String::from_utf8(run.stdout.clone()).unwrap();
    let states: Vec<bool> = answers.lines().map(|line| line.contains("\"ok\":true")).collect();
    assert_eq!(states, [true, false, true], "{answers}");
    assert!(answers.contains("to render") && answers.contains("too-large"), "{answers}");
}

#[cfg(unix)]
#[test]
fn only_regular_files_are_pictures_references_and_fonts() {
    let fifo = |project: &Project, name: &str| {
        assert!(std::process::Command::new("mkfifo").arg(project.path(name)).status().unwrap().success());
    };
    let project = Project::new().file("resume.yaml", YAML);
    fifo(&project, "me.png");
    for command in [&["build"][..], &["check"]] {
        refused(&timed(|| project.run(command)), "not a regular file");
    }
    let project = Project::new().file("resume.yaml", "basics: {name: Ada}\nbibliography: {file: refs.bib}\n");
    fifo(&project, "refs.bib");
    let run = timed(|| project.run(&["build"]));
    assert!(run.code == Some(1) && run.stderr.contains("not a regular file"), "{}", run.stderr);
    // The command line may name a device; a résumé may not, wherever it is.
    let project = Project::new().file("resume.yaml", YAML.replace("me.png", "/dev/zero"));
    let run = timed(|| project.run(&["build", "--root", "/"]));
    refused(&run, "not a regular file");
    let project = Project::new().file("resume.yaml", "basics: {name: Ada}\n").file("fonts/readme", "");
    fifo(&project, "fonts/pipe.ttf");
    let run = timed(|| project.run(&["fonts", "--font-path", "fonts"]));
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let project = Project::new().file("resume.yaml", "basics: {name: Ada}\ntheme: ./mine\n").file(
        "mine/theme.toml",
        "name = \"mine\"\ndescription = \"Mine\"\ncontract = 2\nfonts = [\"Source Sans 3\"]\n",
    );
    fifo(&project, "mine/theme.typ");
    let run = timed(|| project.run(&["build"]));
    assert!(run.code == Some(1) && run.stderr.contains("theme.typ"), "{}", run.stderr);
}
