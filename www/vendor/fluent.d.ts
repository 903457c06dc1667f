// The library for words with plurals, as `cargo xtask` bundles it here.
export * from "@fluent/bundle";
