/** Whether a name matches a pattern in which `*` stands for any characters. */
export function globMatches(pattern: string, name: string): boolean {
  const source = pattern.split('*').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${source.join('.*')}$`).test(name)
}
