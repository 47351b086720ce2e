//! The graph of revision files, and the runner.
