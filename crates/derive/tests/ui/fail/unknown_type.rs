use limbeck_derive::Model;

struct Point;

#[derive(Model)]
struct Place {
    id: i64,
    spot: Option<Point>,
}

fn main() {}
