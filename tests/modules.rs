//! Models in the modules of one file, which alone is named.

use crate::project::Throwaway;

#[test]
fn modules_are_followed_as_the_compiler_does() {
    let project = Throwaway::new();
    let table = |name: &str| {
        format!("#[derive(limbeck::Model)] #[limbeck(table = \"{name}\")] struct T {{ id: i64 }}\n")
    };
    let write =
        |path: &str, modules: &str, name: &str| project.write(path, &format!("{modules}\n{}", table(name)));
    write("src/main.rs", "mod a; mod b { mod c; } #[path = \"odd/place.rs\"] mod d;", "t_main");
    write("src/a.rs", "mod e; mod r#type;", "t_a");
    write("src/a/e.rs", "", "t_e");
    write("src/a/type.rs", "", "t_type");
    write("src/b/c/mod.rs", "mod f;", "t_c");
    write("src/b/c/f.rs", "", "t_f");
    write("src/odd/place.rs", "mod g;", "t_place");
    write("src/odd/g.rs", "", "t_g");
    write("src/unnamed.rs", "", "t_unnamed");
    let ran = project.limbeck(&["--url", "sqlite:app.db", "inspect", "rust:src/main.rs"]).exits(0);
    let mut found: Vec<&str> = ran.out.split('"').filter(|word| word.starts_with("t_")).collect();
    found.sort_unstable();
    assert_eq!(found, ["t_a", "t_c", "t_e", "t_f", "t_g", "t_main", "t_place", "t_type"]);
}

#[test]
fn a_file_that_is_the_root_of_a_crate_has_its_modules_beside_it() {
    let project = Throwaway::new();
    project.write("examples/shop.rs", "mod users;");
    project.write("examples/users.rs", "#[derive(limbeck::Model)] struct User { id: i64 }");
    let ran = project.limbeck(&["--url", "sqlite:app.db", "inspect", "rust:examples/shop.rs"]).exits(0);
    assert!(ran.out.contains("\"users\""), "{ran:?}");
}
