use limbeck_derive::{Model, SqlEnum};

#[derive(SqlEnum)]
enum State {
    New,
    Old,
}

struct Point;

#[derive(Model)]
struct Place {
    id: i64,
    spot: Option<Point>,
    #[limbeck(default = State::Odl)]
    state: State,
    #[limbeck(default = new)]
    other: State,
}

#[derive(Model)]
struct Home {
    id: i64,
    spots: Vec<Point>,
    #[limbeck(default = State::Odl)]
    state: State,
}

fn main() {}
