//! `/*!80023 ... */` and `/*M!100301 ... */`: comments to all but the servers that know what stands in them.

/// The text without the marks around what stands in such comments. The server that printed it knows all of
/// it, so that it reads the text as it read the comments.
pub(super) fn resolved(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    let mut open = false;
    while let Some(place) = rest.find(['\'', '"', '`', '/', '*']) {
        let (before, found) = rest.split_at(place);
        plain.push_str(before);
        if let Some(inside) = opened(found).filter(|_| !open) {
            (open, rest) = (true, inside);
        } else if let Some(behind) = found.strip_prefix("*/").filter(|_| open) {
            (open, rest) = (false, behind);
            // What stands before and behind it was apart.
            plain.truncate(plain.trim_end_matches(' ').len());
        } else {
            let (piece, behind) = found.split_at(length(found));
            plain.push_str(piece);
            rest = behind;
        }
    }
    plain.push_str(rest);
    plain
}

/// What stands behind the mark, if one opens here.
fn opened(text: &str) -> Option<&str> {
    let inside = text.strip_prefix("/*!").or_else(|| text.strip_prefix("/*M!"))?;
    Some(inside.trim_start_matches(|digit: char| digit.is_ascii_digit()).trim_start_matches(' '))
}

/// The length of what is quoted here, or of one character. A doubled quote ends one text and begins another.
fn length(text: &str) -> usize {
    let mut letters = text.char_indices();
    let Some((_, quote)) = letters.next() else { return 0 };
    if !matches!(quote, '\'' | '"' | '`') {
        return quote.len_utf8();
    }
    while let Some((place, letter)) = letters.next() {
        if letter == quote {
            return place + quote.len_utf8();
        }
        if letter == '\\' && quote != '`' {
            letters.next();
        }
    }
    text.len()
}
