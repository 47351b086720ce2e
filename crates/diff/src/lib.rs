//! Two canonical schemas in, a change set out; pure, without a dialect's name.
