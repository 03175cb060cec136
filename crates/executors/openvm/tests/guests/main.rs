//! Guests of every kind on OpenVM's executor: what they print, return and output, and how they fail.

mod console;
mod ends;
mod faults;
mod guest;
mod input_output;
mod limits;
mod loading;
