//! Names that are made up where none is written. They are part of what users rely on.

/// `UserAccount` -> `user_accounts`: snake case and an `s`, as Diesel does where no `table_name` is written.
pub(super) fn table(model: &str) -> String {
    format!("{}s", snake_case(model))
}

/// What an index is called that nobody names, `users_email_idx`: the table, the columns in order, `idx`.
pub fn index(table: &str, columns: &[&str]) -> String {
    format!("{table}_{}_idx", columns.join("_"))
}

/// Every capital starts a word: `HTTPLog` -> `h_t_t_p_log`, as Diesel has it.
fn snake_case(camel: &str) -> String {
    let mut snake = String::new();
    for letter in camel.chars() {
        if letter.is_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.extend(letter.to_lowercase());
    }
    snake
}
