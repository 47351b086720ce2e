use limbeck_derive::Model;

#[derive(Model)]
#[limbeck(table = "t", comment = "all of it", strict, primary_key(a, b), unique(a, c, name = "u"))]
#[limbeck(index(a, b desc, expr("lower(c)"), name = "i", unique, where = "a > 1"))]
#[limbeck(check("a > 0", name = "positive"), foreign_key(columns(a, b), references(other, x, y)))]
struct All {
    a: i32,
    #[limbeck(default = -1, check("b <> 0"))]
    b: i32,
    #[limbeck(default = "it's", collate = "nocase", index)]
    c: String,
    #[limbeck(generated("a + b", virtual), mysql(sql_type = "INT"))]
    d: u64,
    #[limbeck(references("places.id", deferrable = initially_deferred))]
    e: Option<i64>,
    #[limbeck(skip)]
    cache: Vec<String>,
}

fn main() {
    let all = All { a: 1, b: 2, c: String::new(), d: 3, e: None, cache: Vec::new() };
    let _ = (all.a, all.b, all.c, all.d, all.e, all.cache);
}
