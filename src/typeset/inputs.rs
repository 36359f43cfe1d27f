//! What a theme is given, handed to Typst's code as native values.
//!
//! Typst remembers what it made under a hash of all that went into it, its library too. So values do not
//! stand in the library, as `sys.inputs` would have them: each other word would make all that is
//! remembered worthless. The main file asks a function for them instead, by a key that is made of them.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use typst::diag::{At, StrResult};
use typst::foundations::{CastInfo, Dict, Func, NativeFuncData, NativeFuncPtr, Scope, Str, Value};
use typst::utils::hash128;

/// The function's name in Typst. A theme could call it, but only for a key that it cannot know.
pub const FUNCTION: &str = "recto-inputs";

/// Values that can be asked for as long as this lives.
pub struct Inputs {
    key: String,
}

/// The values by their key, and by how many they are offered.
static OFFERED: LazyLock<Mutex<HashMap<String, (usize, Dict)>>> = LazyLock::new(Mutex::default);

fn offered() -> MutexGuard<'static, HashMap<String, (usize, Dict)>> {
    // A thread that panicked while it held the lock left a whole map behind.
    OFFERED.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Inputs {
    /// Offers some values.
    pub fn offer(values: Dict) -> Inputs {
        let key = format!("{:032x}", hash128(&values));
        offered().entry(key.clone()).or_insert((0, values)).0 += 1;
        Inputs { key }
    }

    /// What they are asked for by: the same for the same values, and for no others.
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

/// The function that answers with them.
pub fn function() -> Func {
    static DATA: NativeFuncData = NativeFuncData {
        function: NativeFuncPtr(&|_, _, args| {
            let key: Str = args.expect("key")?;
            args.take().finish()?;
            find(&key).at(args.span)
        }),
        name: FUNCTION,
        title: "Inputs",
        docs: "What a document says, for the theme that sets it.",
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
    offered()
        .get(key)
        .map(|(_, values)| Value::Dict(values.clone()))
        .ok_or_else(|| "there is nothing of that key".into())
}
