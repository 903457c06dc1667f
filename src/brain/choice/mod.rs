//! Choice: striatal channels and what comes back from the action taken.

pub mod action;
