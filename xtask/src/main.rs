//! Development commands of qingce: `cargo xtask serve | test | dist | bench`.

fn main() {}
