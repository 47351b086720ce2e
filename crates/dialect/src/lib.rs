//! What each database means: names, types, defaults, expressions; canonicalisation.
