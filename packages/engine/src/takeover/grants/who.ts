import { accountOfUser, type Binding, type Subject } from '../../access/index.ts'
import type { Who } from '../graph/index.ts'

/** Whom a subject stands for; undefined when for nobody. */
export function whoOf({ kind, name = '', namespace }: Subject, bindingNamespace: string): Who | undefined {
  if (kind === 'Group') return { kind, name }
  if (kind === 'User') {
    const account = accountOfUser(name)
    return account ? { kind: 'ServiceAccount', ...account } : { kind, name }
  }
  const of = namespace || bindingNamespace
  return kind === 'ServiceAccount' && of !== '' ? { kind, namespace: of, name } : undefined
}

/** Everybody whom a binding names. */
export function peopleIn({ subjects, namespace }: Pick<Binding, 'subjects' | 'namespace'>): Who[] {
  return subjects.flatMap((subject) => whoOf(subject, namespace) ?? [])
}

/** A role as facts call it. */
export function roleKey(kind: string, name: string, namespace: string): string {
  return kind === 'Role' ? `Role ${namespace}/${name}` : `ClusterRole ${name}`
}

/** The groups that somebody is in without anybody saying so. Everybody is taken to be authenticated who is not said not to be. */
export function groupsOf(who: Who): Who[] {
  const groups = (...names: readonly string[]) => names.map((name): Who => ({ kind: 'Group', name }))
  if (who.kind === 'ServiceAccount')
    return groups('system:serviceaccounts', `system:serviceaccounts:${who.namespace}`, 'system:authenticated')
  if (who.kind === 'User')
    return groups(who.name === 'system:anonymous' ? 'system:unauthenticated' : 'system:authenticated')
  if (who.name === 'system:unauthenticated' || who.name === 'system:authenticated') return []
  if (who.name.startsWith('system:serviceaccounts:')) return groups('system:serviceaccounts', 'system:authenticated')
  return groups('system:authenticated')
}
