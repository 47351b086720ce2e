use limbeck_derive::Model;

#[derive(Model)]
#[limbeck(tabel = "users")]
struct User {
    id: i64,
    #[limbeck(uniqe)]
    email: String,
}

fn main() {}
