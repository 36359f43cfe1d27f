//! What is pretended of a tree's values, so that they fail no more.

use std::collections::{HashMap, HashSet};

use super::tree::Node;

/// So many things are remarked on; more teach nothing more.
pub const MAX_REMARKS: usize = 200;

/// Tells nodes apart while the tree stands still.
pub type NodeId = *const Node;

pub fn id(node: &Node) -> NodeId {
    node
}

/// What to pretend on the next walk.
#[derive(Default)]
pub struct Patches {
    /// Values that answer with whatever the type asks for.
    pub faked: HashSet<NodeId>,
    /// Values that are skipped, because even faking them failed.
    pub dropped: HashSet<NodeId>,
    /// Values under a misspelt key, read as the field that was meant.
    pub renamed: HashMap<NodeId, &'static str>,
    /// Fields that a mapping lacks but pretends to have.
    pub absent: HashMap<NodeId, Vec<&'static str>>,
}

pub enum Patch {
    Fake(NodeId),
    Drop(NodeId),
    Rename(NodeId, &'static str),
    Supply(NodeId, &'static str),
}

impl Patches {
    /// Returns false if the patch changes nothing, so that another walk would
    /// fail alike.
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
