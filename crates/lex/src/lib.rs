//! SQL text cut into tokens and statements, one lexer per family of databases.
