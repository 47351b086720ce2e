//! The pipeline: autogenerate, check, upgrade and their kin.
