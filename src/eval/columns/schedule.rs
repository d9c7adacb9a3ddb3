//! In which order planes are made, and which buffer each lies in.

use super::lower::{Lowered, Lowering, Value};
use super::node::{Node, NodeId, Plane};
use crate::base::IdVec;

/// Nodes in order with their buffers. Invariant: a node's buffer is none of its operands'.
#[derive(Debug)]
pub(super) struct Schedule {
    pub(super) nodes: IdVec<NodeId, Node>,
    pub(super) steps: Vec<Step>,
    /// Buffer of each node among those of its class.
    pub(super) buffers: IdVec<NodeId, u32>,
    pub(super) outputs: Vec<Lowered>,
    /// How many buffers of `i64`, `i128` and statuses.
    pub(super) counts: [u32; 3],
}

/// What happens next.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    Make(NodeId),
    /// The output with this position is complete.
    Deliver(usize),
}

/// Leaves out what no output needs, and gives a buffer back after its last reader.
pub(super) fn schedule(lowering: Lowering) -> Schedule {
    let Lowering { nodes, outputs } = lowering;
    let order = steps(&nodes, &outputs);
    let mut last: IdVec<NodeId, usize> = nodes.values().map(|_| 0).collect();
    for (time, step) in order.iter().enumerate() {
        step.for_each_read(&nodes, &outputs, |id| last[id] = time);
    }
    let mut buffers: IdVec<NodeId, u32> = nodes.values().map(|_| 0).collect();
    let mut counts = [0; 3];
    let mut free: [Vec<u32>; 3] = Default::default();
    for (time, step) in order.iter().enumerate() {
        if let Step::Make(id) = step {
            let class = nodes[*id].class() as usize;
            if let (Some(free), Some(count)) = (free.get_mut(class), counts.get_mut(class)) {
                buffers[*id] = free.pop().unwrap_or_else(|| {
                    *count += 1;
                    *count - 1
                });
            }
        }
        let mut done = Vec::new();
        step.for_each_read(&nodes, &outputs, |id| {
            if last[id] == time && !done.contains(&id) {
                done.push(id);
            }
        });
        for id in done {
            if let Some(free) = free.get_mut(nodes[id].class() as usize) {
                free.push(buffers[id]);
            }
        }
    }
    Schedule {
        nodes,
        steps: order,
        buffers,
        outputs,
        counts,
    }
}

fn steps(nodes: &IdVec<NodeId, Node>, outputs: &[Lowered]) -> Vec<Step> {
    let mut needed: IdVec<NodeId, bool> = nodes.values().map(|_| false).collect();
    // An output is complete with the later of its planes; `None` comes before every node.
    let mut complete: Vec<(Option<NodeId>, usize)> = Vec::new();
    for (position, output) in outputs.iter().enumerate() {
        let planes = planes(output);
        for id in planes.iter().flatten() {
            needed[*id] = true;
        }
        complete.push((planes.into_iter().flatten().max(), position));
    }
    for (id, node) in nodes.iter().rev() {
        if needed[id] {
            node.for_each_operand(|operand| needed[operand] = true);
        }
    }
    complete.sort_unstable();
    let mut complete = complete.into_iter().peekable();
    let mut steps = Vec::new();
    while let Some((_, position)) = complete.next_if(|(after, _)| after.is_none()) {
        steps.push(Step::Deliver(position));
    }
    for (id, _) in needed.iter().filter(|(_, needed)| **needed) {
        steps.push(Step::Make(id));
        while let Some((_, position)) = complete.next_if(|(after, _)| *after == Some(id)) {
            steps.push(Step::Deliver(position));
        }
    }
    steps
}

/// The planes of values and statuses of an output.
fn planes(output: &Lowered) -> [Option<NodeId>; 2] {
    let value = match output.value {
        Value::Whole(Plane::Node(id)) | Value::Wide(Plane::Node(id)) => Some(id),
        Value::Whole(_) | Value::Wide(_) => None,
    };
    let status = match output.status {
        Plane::Node(id) => Some(id),
        Plane::Same(_) => None,
    };
    [value, status]
}

impl Step {
    fn for_each_read(
        self,
        nodes: &IdVec<NodeId, Node>,
        outputs: &[Lowered],
        visit: impl FnMut(NodeId),
    ) {
        match self {
            Step::Make(id) => nodes[id].for_each_operand(visit),
            Step::Deliver(position) => {
                let planes = outputs.get(position).map(planes);
                planes.into_iter().flatten().flatten().for_each(visit);
            }
        }
    }
}
