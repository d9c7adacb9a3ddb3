//! The `qingce` command.

fn main() {}
