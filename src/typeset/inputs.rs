//! Passes the theme inputs to Typst code as native values.
//!
//! Typst caches results under a hash of all their inputs, including the library. The values therefore
//! are not part of the library, as `sys.inputs` would be: every changed word would invalidate the whole
//! cache. Instead, the main file calls a function with a key derived from the values.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use typst::diag::{At, StrResult};
use typst::foundations::{CastInfo, Dict, Func, NativeFuncData, NativeFuncPtr, Scope, Str, Value};
use typst::utils::hash128;

/// The function's name in Typst. A theme could call it, but only with a key that it cannot know.
pub const FUNCTION: &str = "recto-inputs";

/// A handle that keeps values available while it is alive.
pub struct Inputs {
    key: String,
}

/// The values by key, each with a reference count.
static OFFERED: LazyLock<Mutex<HashMap<String, (usize, Dict)>>> = LazyLock::new(Mutex::default);

fn offered() -> MutexGuard<'static, HashMap<String, (usize, Dict)>> {
    // Poisoning is ignored: the map is consistent even if a thread panicked while holding the lock.
    OFFERED.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Inputs {
    /// Makes values available.
    pub fn offer(values: Dict) -> Inputs {
        let key = format!("{:032x}", hash128(&values));
        offered().entry(key.clone()).or_insert((0, values)).0 += 1;
        Inputs { key }
    }

    /// The key of the values: equal for equal values only.
    pub fn key(&self) -> &str {
        &self.key
    }
}

impl Drop for Inputs {
    fn drop(&mut self) {
        let mut offered = offered();
        if let Some((count, _)) = offered.get_mut(&self.key) {
            *count -= 1;
            if *count == 0 {
                offered.remove(&self.key);
            }
        }
    }
}

/// The Typst function that returns the values of a key.
pub fn function() -> Func {
    static DATA: NativeFuncData = NativeFuncData {
        function: NativeFuncPtr(&|_, _, args| {
            let key: Str = args.expect("key")?;
            args.take().finish()?;
            find(&key).at(args.span)
        }),
        name: FUNCTION,
        title: "Inputs",
        docs: "The document, as the theme receives it.",
        def_site: None,
        keywords: &[],
        contextual: false,
        scope: LazyLock::new(&Scope::new),
        params: LazyLock::new(&Vec::new),
        returns: LazyLock::new(&|| CastInfo::Any),
    };
    Func::from(&DATA)
}

fn find(key: &str) -> StrResult<Value> {
    offered().get(key).map(|(_, values)| Value::Dict(values.clone())).ok_or_else(|| "unknown key".into())
}
