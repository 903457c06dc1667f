/** The shell's elements, by their ids in the document. */

/** The element of an id, of the type that it must have. @template {HTMLElement} E @param {string} id @param {new () => E} type @returns {E} */
export function find(id, type) {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`no ${type.name} #${id}`);
  return element;
}
