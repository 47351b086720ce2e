//! A plan in, SQL text and revision files out.
