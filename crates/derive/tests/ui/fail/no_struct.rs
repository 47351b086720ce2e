use limbeck_derive::Model;

#[derive(Model)]
enum Status {
    Active,
}

fn main() {}
