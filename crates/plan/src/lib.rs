//! A change set in, ordered operations with hazards out; pure.
