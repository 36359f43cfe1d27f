//! Substitutions for invalid values, so that reading gets past them.

use std::collections::{HashMap, HashSet};

use super::tree::Node;

/// Maximum number of diagnostics about values that could be read.
pub const MAX_REMARKS: usize = 200;

/// Identifies a node as long as the tree does not move.
pub type NodeId = *const Node;

pub fn id(node: &Node) -> NodeId {
    node
}

/// The substitutions for the next pass.
#[derive(Default)]
pub struct Patches {
    /// Values that are replaced with whatever the type expects.
    pub faked: HashSet<NodeId>,
    /// Values that are skipped because even faking them failed.
    pub dropped: HashSet<NodeId>,
    /// Values under a misspelt key, read under the key that was meant.
    pub renamed: HashMap<NodeId, &'static str>,
    /// Fields that are supplied because the mapping lacks them.
    pub absent: HashMap<NodeId, Vec<&'static str>>,
}

pub enum Patch {
    Fake(NodeId),
    Drop(NodeId),
    Rename(NodeId, &'static str),
    Supply(NodeId, &'static str),
}

impl Patches {
    /// Returns false if the patch changes nothing, in which case another pass would fail in
    /// the same way.
    pub fn apply(&mut self, patch: Patch) -> bool {
        match patch {
            Patch::Fake(node) => self.faked.insert(node),
            Patch::Drop(node) => self.dropped.insert(node),
            Patch::Rename(node, field) => self.renamed.insert(node, field).is_none(),
            Patch::Supply(node, field) => {
                let fields = self.absent.entry(node).or_default();
                let new = !fields.contains(&field);
                fields.push(field);
                new
            }
        }
    }
}
