// The chart library, as `cargo xtask` copies it here.
export { default } from "uplot";
