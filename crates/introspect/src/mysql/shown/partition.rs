//! How rows are spread.

use crate::cursor::Cursor;

/// All that is left, in one line. The engine that is printed of each partition is the table's.
pub(super) fn text(cursor: &mut Cursor<'_, '_>) -> String {
    let mut text = String::new();
    let mut end = None;
    loop {
        let mut behind = *cursor;
        if behind.skip(&["engine"]) && behind.skip_operator("=") && behind.next().is_some() {
            *cursor = behind;
        }
        let Some(token) = cursor.next() else { return text };
        if end.is_some_and(|end| end < token.start) && !matches!(token.text, ")" | ",") {
            text.push(' ');
        }
        text.push_str(token.text);
        end = Some(token.end());
    }
}
