use limbeck_derive::Model;

#[derive(Model)]
#[limbeck(index(name, emial))]
struct User {
    id: i64,
    name: String,
    #[limbeck(references(Team::id, on_delete = explode))]
    team: i64,
}

#[derive(Model)]
#[limbeck(unique(name, emial))]
struct Team {
    id: i64,
    name: String,
}

fn main() {}
