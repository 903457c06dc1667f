/** A choice that a movement carries out. Told as any choice. */

import { choice } from "./choice.js";

/** @type {import("./index.js").Kind} */
export const movement = { ...choice, id: "movement" };
