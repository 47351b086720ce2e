//! SQLite's expressions for sqlparser: its lexing is SQLite's, its precedence is not.
//!
//! Every operator is parsed here, by SQLite's own table (its documentation of 3.53, and held against
//! the engine by a test); sqlparser parses the leaves: names, literals, functions, CASE, CAST.

use sqlparser::{
    ast::{BinaryOperator, Expr, UnaryOperator, Value},
    dialect::{Dialect, Precedence, SQLiteDialect},
    keywords::Keyword,
    parser::{Parser, ParserError},
    tokenizer::{Token, Word},
};

/// How tightly operators bind, from the loosest.
const OR: u8 = 1;
const AND: u8 = 2;
const NOT: u8 = 3;
const EQUALITY: u8 = 4;
const COMPARISON: u8 = 5;
const BITS: u8 = 6;
const SUM: u8 = 7;
const PRODUCT: u8 = 8;
const CONCATENATION: u8 = 9;
const UNARY: u8 = 10;

#[derive(Debug)]
pub(super) struct Grammar;

type Parsed = Result<Expr, ParserError>;

impl Dialect for Grammar {
    // What sqlparser asks about a dialect by its type is asked of SQLite's.
    fn dialect(&self) -> std::any::TypeId {
        std::any::TypeId::of::<SQLiteDialect>()
    }

    fn is_delimited_identifier_start(&self, ch: char) -> bool {
        SQLiteDialect {}.is_delimited_identifier_start(ch)
    }

    fn is_identifier_start(&self, ch: char) -> bool {
        SQLiteDialect {}.is_identifier_start(ch)
    }

    fn is_identifier_part(&self, ch: char) -> bool {
        SQLiteDialect {}.is_identifier_part(ch)
    }

    fn prec_value(&self, prec: Precedence) -> u8 {
        match prec {
            Precedence::Or => OR,
            Precedence::And => AND,
            Precedence::UnaryNot => NOT,
            Precedence::PlusMinus => SUM,
            Precedence::MulDivModOp => PRODUCT,
            Precedence::Period => 100,
            _ => EQUALITY,
        }
    }

    fn get_next_precedence(&self, parser: &Parser) -> Option<Result<u8, ParserError>> {
        Some(Ok(match &parser.peek_token_ref().token {
            Token::Word(word) => match word.keyword {
                Keyword::OR => OR,
                Keyword::AND => AND,
                Keyword::IS
                | Keyword::IN
                | Keyword::BETWEEN
                | Keyword::LIKE
                | Keyword::GLOB
                | Keyword::REGEXP
                | Keyword::MATCH
                | Keyword::NOTNULL
                | Keyword::NOT => EQUALITY,
                _ if is_isnull(word) => EQUALITY,
                _ => 0,
            },
            Token::Eq | Token::DoubleEq | Token::Neq => EQUALITY,
            Token::Lt | Token::LtEq | Token::Gt | Token::GtEq => COMPARISON,
            Token::Ampersand | Token::Pipe | Token::ShiftLeft | Token::ShiftRight => BITS,
            Token::Plus | Token::Minus => SUM,
            Token::Mul | Token::Div | Token::Mod => PRODUCT,
            Token::StringConcat | Token::Arrow | Token::LongArrow => CONCATENATION,
            Token::Period => 100,
            _ => 0,
        }))
    }

    fn parse_prefix(&self, parser: &mut Parser) -> Option<Parsed> {
        let operator = match &parser.peek_token_ref().token {
            Token::Minus => UnaryOperator::Minus,
            Token::Plus => UnaryOperator::Plus,
            Token::Tilde => UnaryOperator::BitwiseNot,
            Token::Word(word) if word.keyword == Keyword::NOT && word.quote_style.is_none() => {
                UnaryOperator::Not
            }
            _ => return None,
        };
        parser.next_token();
        let binds = if operator == UnaryOperator::Not { NOT } else { UNARY };
        // NOT binds its operand's operators of the same level from the left: `NOT NOT a`.
        let operand = parser.parse_subexpr(binds);
        Some(operand.map(|expr| Expr::UnaryOp { op: operator, expr: Box::new(expr) }))
    }

    fn parse_infix(&self, parser: &mut Parser, left: &Expr, precedence: u8) -> Option<Parsed> {
        Some(infix(parser, left.clone(), precedence))
    }
}

fn infix(parser: &mut Parser, left: Expr, precedence: u8) -> Parsed {
    let token = parser.next_token().token;
    let operator = match &token {
        Token::Eq | Token::DoubleEq => BinaryOperator::Eq,
        Token::Neq => BinaryOperator::NotEq,
        Token::Lt => BinaryOperator::Lt,
        Token::LtEq => BinaryOperator::LtEq,
        Token::Gt => BinaryOperator::Gt,
        Token::GtEq => BinaryOperator::GtEq,
        Token::Ampersand => BinaryOperator::BitwiseAnd,
        Token::Pipe => BinaryOperator::BitwiseOr,
        Token::ShiftLeft => BinaryOperator::PGBitwiseShiftLeft,
        Token::ShiftRight => BinaryOperator::PGBitwiseShiftRight,
        Token::Plus => BinaryOperator::Plus,
        Token::Minus => BinaryOperator::Minus,
        Token::Mul => BinaryOperator::Multiply,
        Token::Div => BinaryOperator::Divide,
        Token::Mod => BinaryOperator::Modulo,
        Token::StringConcat => BinaryOperator::StringConcat,
        Token::Arrow => BinaryOperator::Arrow,
        Token::LongArrow => BinaryOperator::LongArrow,
        // sqlparser does not know the word.
        Token::Word(word) if is_isnull(word) => return Ok(Expr::IsNull(Box::new(left))),
        Token::Word(word) => return worded(parser, left, word.keyword, precedence),
        _ => return Err(ParserError::ParserError("no operator".to_owned())),
    };
    let right = parser.parse_subexpr(precedence)?;
    Ok(binary(left, operator, right))
}

fn is_isnull(word: &Word) -> bool {
    word.quote_style.is_none() && word.value.eq_ignore_ascii_case("isnull")
}

fn binary(left: Expr, op: BinaryOperator, right: Expr) -> Expr {
    Expr::BinaryOp { left: Box::new(left), op, right: Box::new(right) }
}

/// Operators that are words.
fn worded(parser: &mut Parser, left: Expr, keyword: Keyword, precedence: u8) -> Parsed {
    match keyword {
        Keyword::OR => Ok(binary(left, BinaryOperator::Or, parser.parse_subexpr(precedence)?)),
        Keyword::AND => Ok(binary(left, BinaryOperator::And, parser.parse_subexpr(precedence)?)),
        Keyword::NOTNULL => Ok(Expr::IsNotNull(Box::new(left))),
        Keyword::IS => is(parser, left),
        Keyword::NOT if parser.parse_keyword(Keyword::NULL) => Ok(Expr::IsNotNull(Box::new(left))),
        Keyword::NOT => {
            let Token::Word(word) = parser.next_token().token else {
                return Err(ParserError::ParserError("no operator behind NOT".to_owned()));
            };
            let positive = matched(parser, left, word.keyword)?;
            Ok(Expr::UnaryOp { op: UnaryOperator::Not, expr: Box::new(Expr::Nested(Box::new(positive))) })
        }
        other => matched(parser, left, other),
    }
}

/// `a IS b`, where b may be NULL, and `IS NOT`, and `IS [NOT] DISTINCT FROM`.
fn is(parser: &mut Parser, left: Expr) -> Parsed {
    let mut negated = parser.parse_keyword(Keyword::NOT);
    if parser.parse_keywords(&[Keyword::DISTINCT, Keyword::FROM]) {
        negated = !negated;
    }
    let right = parser.parse_subexpr(EQUALITY)?;
    let is_null = matches!(&right, Expr::Value(value) if value.value == Value::Null);
    let (left, right) = (Box::new(left), Box::new(right));
    Ok(match (is_null, negated) {
        (true, false) => Expr::IsNull(left),
        (true, true) => Expr::IsNotNull(left),
        (false, false) => Expr::IsNotDistinctFrom(left, right),
        (false, true) => Expr::IsDistinctFrom(left, right),
    })
}

/// LIKE and its kin, IN and BETWEEN.
fn matched(parser: &mut Parser, left: Expr, keyword: Keyword) -> Parsed {
    let operator = match keyword {
        Keyword::LIKE => BinaryOperator::Custom("LIKE".to_owned()),
        Keyword::GLOB => BinaryOperator::Glob,
        Keyword::REGEXP => BinaryOperator::Regexp,
        Keyword::MATCH => BinaryOperator::Match,
        Keyword::BETWEEN => {
            let low = Box::new(parser.parse_subexpr(EQUALITY)?);
            parser.expect_keyword(Keyword::AND)?;
            let high = Box::new(parser.parse_subexpr(EQUALITY)?);
            return Ok(Expr::Between { expr: Box::new(left), negated: false, low, high });
        }
        Keyword::IN => {
            parser.expect_token(&Token::LParen)?;
            let list = if parser.peek_token_ref().token == Token::RParen {
                Vec::new()
            } else {
                parser.parse_comma_separated(Parser::parse_expr)?
            };
            parser.expect_token(&Token::RParen)?;
            return Ok(binary(left, BinaryOperator::Custom("IN".to_owned()), Expr::Tuple(list)));
        }
        _ => return Err(ParserError::ParserError("no operator".to_owned())),
    };
    let right = parser.parse_subexpr(EQUALITY)?;
    Ok(binary(left, operator, right))
}
