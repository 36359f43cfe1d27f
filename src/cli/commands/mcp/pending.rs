//! Calls that are not answered yet, each of which can be cancelled.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;

use super::tools::Tool;

/// A call of a tool.
pub struct Call {
    /// The number of the request.
    pub id: Value,
    /// The tool.
    pub tool: &'static Tool,
    /// Its arguments.
    pub arguments: Value,
    /// Whether nobody waits for the answer any more.
    pub is_cancelled: Arc<AtomicBool>,
}

/// The calls that are not answered yet.
#[derive(Default)]
pub struct Calls(Mutex<Vec<Unanswered>>);

struct Unanswered {
    id: Value,
    is_cancelled: Arc<AtomicBool>,
}

impl Calls {
    /// A new call.
    pub fn begin(&self, id: Value, tool: &'static Tool, arguments: Value) -> Call {
        let is_cancelled = Arc::new(AtomicBool::new(false));
        self.all().push(Unanswered { id: id.clone(), is_cancelled: is_cancelled.clone() });
        Call { id, tool, arguments, is_cancelled }
    }

    /// Cancels a call, unless it is answered.
    pub fn cancel(&self, id: &Value) {
        for call in self.all().iter().filter(|call| call.id == *id) {
            call.is_cancelled.store(true, Ordering::Relaxed);
        }
    }

    /// Ends a call; returns whether somebody waits for the answer.
    pub fn finish(&self, call: &Call) -> bool {
        self.all().retain(|other| !Arc::ptr_eq(&other.is_cancelled, &call.is_cancelled));
        !call.is_cancelled.load(Ordering::Relaxed)
    }

    /// Poisoning is ignored: no panic can happen between a change and its end.
    fn all(&self) -> MutexGuard<'_, Vec<Unanswered>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
