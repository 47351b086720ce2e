//! For tests only: random well-formed schemas, throwaway databases, fixtures.
