//! Acceptance tests: laws on random schemas, round trips on real databases with rows, fixtures with
//! blessed output, and the program as scripts use it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "what a test does not expect must stop it")]

mod broken;
mod cli;
mod commands;
mod config;
mod database;
mod diesel;
mod edits;
mod fixtures;
mod graph;
mod kills;
mod laws;
mod library;
mod lint;
mod messages;
mod models;
mod modules;
mod moving;
mod naming;
mod online;
mod project;
mod review;
mod roundtrip;
mod runners;
mod scripts;
mod sea_orm;
mod skipped;
mod traps;
mod workflow;
