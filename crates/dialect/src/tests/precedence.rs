//! The precedence of operators, held against the engine itself.

use super::*;

/// SQLite's documentation, from the loosest to the tightest.
const OPERATORS: [(&str, u8); 18] = [
    ("or", 1),
    ("and", 2),
    ("=", 4),
    ("<>", 4),
    ("is", 4),
    ("like", 4),
    ("glob", 4),
    ("<", 5),
    (">=", 5),
    ("&", 6),
    ("|", 6),
    ("<<", 6),
    ("+", 7),
    ("-", 7),
    ("*", 8),
    ("/", 8),
    ("%", 8),
    ("||", 9),
];

#[derive(Debug, Clone)]
enum Tree {
    Leaf(&'static str),
    Unary(&'static str, u8, Box<Tree>),
    Binary(Box<Tree>, &'static str, u8, Box<Tree>),
}

impl Tree {
    /// With every parenthesis.
    fn full(&self) -> String {
        match self {
            Self::Leaf(text) => (*text).to_owned(),
            Self::Unary(operator, _, inner) => format!("({operator}({}))", inner.full()),
            Self::Binary(a, operator, _, b) => format!("({} {operator} {})", a.full(), b.full()),
        }
    }

    /// With no parenthesis that precedence makes needless.
    fn bare(&self) -> String {
        let wrapped =
            |tree: &Self, loose: bool| if loose { format!("({})", tree.bare()) } else { tree.bare() };
        match self {
            Self::Leaf(text) => (*text).to_owned(),
            Self::Unary(operator, binds, inner) => {
                format!("{operator} {}", wrapped(inner, inner.binds() < *binds))
            }
            Self::Binary(a, operator, binds, b) => {
                // What ends in NOT would swallow the operator behind it.
                let left = wrapped(a, a.binds() < *binds || a.ends_in_not());
                format!("{left} {operator} {}", wrapped(b, b.binds() <= *binds))
            }
        }
    }

    fn binds(&self) -> u8 {
        match self {
            Self::Leaf(_) => u8::MAX,
            Self::Unary(_, binds, _) | Self::Binary(_, _, binds, _) => *binds,
        }
    }

    fn ends_in_not(&self) -> bool {
        match self {
            Self::Leaf(_) => false,
            Self::Unary(operator, _, inner) => *operator == "not " || inner.ends_in_not(),
            Self::Binary(_, _, _, b) => b.ends_in_not(),
        }
    }
}

fn expression() -> impl Strategy<Value = Tree> {
    let leaf = prop::sample::select(vec!["1", "2", "7", "'a'", "0"]).prop_map(Tree::Leaf);
    leaf.prop_recursive(4, 24, 2, |inner| {
        let unary = prop::sample::select(vec![("-", 10_u8), ("~", 10), ("not ", 3)]);
        let binary = prop::sample::select(OPERATORS.to_vec());
        prop_oneof![
            (inner.clone(), binary, inner.clone()).prop_map(|(a, (operator, binds), b)| Tree::Binary(
                Box::new(a),
                operator,
                binds,
                Box::new(b)
            )),
            (unary, inner).prop_map(|((operator, binds), a)| Tree::Unary(operator, binds, Box::new(a))),
        ]
    })
}

fn value(text: &str) -> Option<String> {
    let mut session = Session::scratch(Family::Sqlite).unwrap();
    session.text(&format!("SELECT quote({text}) AS value")).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn precedence_is_the_engines(tree in expression()) {
        let (full, bare) = (tree.full(), tree.bare());
        prop_assert_eq!(value(&full), value(&bare), "{} | {}", full, bare);
        prop_assert_eq!(check_key(&full), check_key(&bare), "{} | {}", full, bare);
    }

    #[test]
    fn what_evaluates_differently_has_another_key(one in expression(), other in expression()) {
        let (one, other) = (one.bare(), other.bare());
        if value(&one) != value(&other) {
            prop_assert_ne!(check_key(&one), check_key(&other));
        }
    }

    #[test]
    fn no_text_is_too_odd(text in any::<String>()) {
        check_key(&text);
        default_key("INT", &text);
    }
}
