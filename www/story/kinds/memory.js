/** A choice by a cue that is gone: it must be held in mind. Told as any choice. */

import { choice } from "./choice.js";

/** @type {import("./index.js").Kind} */
export const memory = { ...choice, id: "memory" };
