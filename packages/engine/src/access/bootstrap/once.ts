/** Something that is made on first use: the table costs nothing to who does not ask for it. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}
