//! The crate `aho-corasick` behind four plain functions, as a rival of the bench.
use aho_corasick::{AhoCorasick, AhoCorasickBuilder};

static mut TEXT: Vec<u8> = Vec::new();
static mut SPANS: Vec<u32> = Vec::new();
static mut ENGINE: Option<AhoCorasick<u32>> = None;

/// Room for so many bytes of text (or of phrases, one a line).
#[no_mangle]
pub unsafe extern "C" fn room(bytes: usize) -> *mut u8 {
    let text = &mut *std::ptr::addr_of_mut!(TEXT);
    if text.len() < bytes { text.resize(bytes, 0); }
    text.as_mut_ptr()
}

/// Builds from the phrases that stand in the room; `dfa` 1 or 0.
#[no_mangle]
pub unsafe extern "C" fn build(bytes: usize, dfa: u32) {
    let text = &*std::ptr::addr_of!(TEXT);
    let phrases: Vec<&[u8]> = text[..bytes].split(|&byte| byte == b'\n').collect();
    let built = AhoCorasickBuilder::new()
        .ascii_case_insensitive(true)
        .dfa(dfa == 1)
        .build_with_size::<u32, _, _>(phrases)
        .expect("phrases");
    *std::ptr::addr_of_mut!(ENGINE) = Some(built);
}

/// Finds every match in the text that stands in the room; the answer counts them.
#[no_mangle]
pub unsafe extern "C" fn scan(bytes: usize) -> usize {
    let text = &*std::ptr::addr_of!(TEXT);
    let spans = &mut *std::ptr::addr_of_mut!(SPANS);
    spans.clear();
    if let Some(engine) = &*std::ptr::addr_of!(ENGINE) {
        for found in engine.find_overlapping_iter(&text[..bytes]) {
            spans.push(found.start() as u32);
            spans.push(found.end() as u32);
        }
    }
    spans.len() / 2
}

/// Starts and ends of the matches last found.
#[no_mangle]
pub unsafe extern "C" fn spans() -> *const u32 {
    (*std::ptr::addr_of!(SPANS)).as_ptr()
}
