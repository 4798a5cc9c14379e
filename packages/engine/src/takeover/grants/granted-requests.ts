import { everywhere } from '../graph/index.ts'
import type { Atom } from './atoms.ts'
import type { Grants } from './grants.ts'

/** Where each request is granted, and for which names. */
export class GrantedRequests implements Pick<Grants, 'scopesOf' | 'namesFor' | 'isGranted' | 'isNamed'> {
  /** By request and scope; an empty name stands for any, none for a rule about everything. */
  readonly #names = new Map<string, Map<string, Set<string>>>()

  /** Without a name it is granted by a rule about everything alone. */
  add({ key }: Atom, scope: string, name: string | undefined): void {
    let scopes = this.#names.get(key)
    if (scopes === undefined) this.#names.set(key, (scopes = new Map()))
    let names = scopes.get(scope)
    if (names === undefined) scopes.set(scope, (names = new Set()))
    if (name !== undefined) names.add(name)
  }

  scopesOf(atoms: readonly Atom[]): readonly string[] {
    return [...new Set(atoms.flatMap(({ key }) => [...(this.#names.get(key)?.keys() ?? [])]))]
  }

  namesFor(atom: Atom, scope: string): readonly string[] {
    return [...(this.#names.get(atom.key)?.get(scope) ?? [])].filter((name) => name !== '')
  }

  isGranted({ key }: Atom, scope: string, name: string): boolean {
    const scopes = this.#names.get(key)
    return [scopes?.get(scope), scopes?.get(everywhere)].some((names) => names?.has('') || names?.has(name))
  }

  isNamed({ key }: Atom, scope: string, name: string): boolean {
    const scopes = this.#names.get(key)
    return name !== '' && [scope, everywhere].some((each) => scopes?.get(each)?.has(name))
  }
}
