import { valueAt } from '../../yaml/index.ts'
import { fields, labelsOf, list, type Source, text } from './source.ts'

/** Who made an object, as far up as can be told. */
export interface Owner {
  readonly kind: string
  readonly namespace: string
  readonly name: string
}

/**
 * Finds what stands at the head of the controllers that made an object. Where one between is not among the objects, as
 * when Deployments and Pods were listed without ReplicaSets, its name tells: it begins with that of the head.
 */
export class Owners {
  readonly #sources = new Map<string, Source>()

  constructor(sources: readonly Source[]) {
    for (const source of sources) this.#sources.set(ownerKey(source), source)
  }

  /** The controllers of an object, the nearest first. */
  above(source: Source): Owner[] {
    const found: Owner[] = []
    const seen = new Set<string>()
    for (let at: Source | undefined = source; at !== undefined; ) {
      const owner = controllerOf(at)
      if (owner === undefined || seen.has(ownerKey(owner))) break
      seen.add(ownerKey(owner))
      found.push(owner)
      const next = this.#sources.get(ownerKey(owner))
      const head: Owner | undefined = next === undefined ? this.#byName(owner, at) : undefined
      if (head) found.push(head)
      at = next
    }
    return found
  }

  /** Only Deployments give pods this label, and their hash ends the ReplicaSet's name. CronJobs end a Job's with the time. */
  #byName({ kind, namespace, name }: Owner, { object }: Source): Owner | undefined {
    const hash = labelsOf(object)['pod-template-hash']
    if (kind === 'ReplicaSet' && hash && name.endsWith(`-${hash}`))
      return { kind: 'Deployment', namespace, name: name.slice(0, -hash.length - 1) }
    const scheduled = kind === 'Job' ? /^(.+)-\d{6,}$/.exec(name)?.[1] : undefined
    const cronJob = scheduled === undefined ? undefined : { kind: 'CronJob', namespace, name: scheduled }
    return cronJob && this.#sources.has(ownerKey(cronJob)) ? cronJob : undefined
  }
}

export function ownerKey({ kind, namespace, name }: Owner): string {
  return `${kind} ${namespace}/${name}`
}

/** The owner that controls an object; where none says so, the first. A node owns its static pods, and made none of them. */
function controllerOf({ object, namespace }: Source): Owner | undefined {
  const owners = list(valueAt(object, ['metadata', 'ownerReferences'])).map(fields)
  const owner = owners.find(({ controller }) => controller === true) ?? owners[0]
  if (owner === undefined || text(owner['name']) === '' || text(owner['kind']) === '' || owner['kind'] === 'Node')
    return undefined
  return { kind: text(owner['kind']), namespace, name: text(owner['name']) }
}
