import { WarrantError } from '../errors/index.ts'
import type { Model } from './network.ts'
import type { EndpointClass } from './world/classes.ts'
import type { Endpoint } from './world/endpoints.ts'
import { type Ip, ipText, parseIp } from './world/ip.ts'

/**
 * Who connects, or is connected to: a pod as `namespace/name`, a node by its name, an address, or a DNS name outside the
 * cluster, with its address where that is known.
 */
export type PeerRef =
  | { readonly pod: string }
  | { readonly node: string }
  | { readonly ip: string }
  | { readonly name: string; readonly ip?: string }

/** One end of a connection. */
export interface Side {
  /** Undefined for an address that nothing in the cluster has. */
  readonly endpoint: Endpoint | undefined
  readonly ip: Ip | undefined
  readonly title: string
  /** The name outside the cluster that it is asked by; its address may be any, where none is given. */
  readonly name?: string
}

/** A side with its classes by family of addresses; `only` where it is the same whatever the family. */
interface PlacedSide extends Side {
  readonly only: EndpointClass | undefined
}

/** Finds what references stand for. */
export class Sides {
  readonly #byName = new Map<string, PlacedSide>()
  readonly #byNode = new Map<string, PlacedSide>()
  readonly #byIp = new Map<string, PlacedSide>()
  /** Addresses as they were asked for. */
  readonly #byText = new Map<string, PlacedSide>()
  readonly #model: Model

  constructor(model: Model) {
    this.#model = model
    for (const endpoint of model.endpoints) {
      const faces = model.classes.facesOf(endpoint)
      const only = faces.length === 1 ? faces[0] : undefined
      const side = { endpoint, ip: undefined, title: endpoint.title, only }
      if (endpoint.kind === 'node') this.#byNode.set(endpoint.name, side)
      else {
        this.#byName.set(endpoint.id, side)
        const plain = `${endpoint.namespace}/${endpoint.name}`
        if (!this.#byName.has(plain)) this.#byName.set(plain, side)
      }
      // A pod on its node's network has the node's addresses; those are the node's.
      for (const ip of endpoint.ips) {
        const key = ipKey(ip)
        if (endpoint.kind === 'node' || (!endpoint.hostNetwork && !this.#byIp.has(key)))
          this.#byIp.set(key, {
            endpoint,
            ip,
            title: `${endpoint.title} (${ipText(ip)})`,
            only: model.classes.at(endpoint, ip),
          })
      }
    }
  }

  /** @throws WarrantError `usage` for what is not in the cluster, or is no address. */
  find(ref: PeerRef): Side {
    if ('pod' in ref) return this.#byName.get(ref.pod) ?? missing(`pod ${ref.pod}`)
    if ('node' in ref) return this.#byNode.get(ref.node) ?? missing(`node ${ref.node}`)
    if ('name' in ref) return this.#named(ref.name, ref.ip)
    return this.#byText.get(ref.ip) ?? this.#findAddress(ref.ip)
  }

  #findAddress(text: string): Side {
    const ip = parseIp(text)
    if (ip === undefined) throw new WarrantError('usage', `${JSON.stringify(text)} is no IP address`)
    const side = this.#byIp.get(ipKey(ip)) ?? {
      endpoint: undefined,
      ip,
      title: ipText(ip),
      only: this.#model.classes.ofAddress(ip),
    }
    if (this.#byText.size >= remembered) this.#byText.clear()
    this.#byText.set(text, side)
    return side
  }

  /** An address of the cluster stays what it is, whatever name leads to it. */
  #named(name: string, ip: string | undefined): Side {
    if (ip === undefined) return { endpoint: undefined, ip: undefined, title: name, name }
    const side = this.find({ ip })
    return side.endpoint ? side : { ...side, title: `${name} (${side.title})`, name }
  }

  /** The classes of two sides, at addresses of one family where both have some. */
  classesOf(from: Side, to: Side): readonly [EndpointClass, EndpointClass] {
    if (isPlaced(from) && isPlaced(to) && from.only && to.only) return [from.only, to.only]
    const family = to.ip?.family ?? from.ip?.family ?? commonFamily(from, to)
    return [this.#classOf(from, family), this.#classOf(to, family)]
  }

  #classOf({ endpoint, ip, name }: Side, family: 4 | 6 | undefined): EndpointClass {
    const { classes } = this.#model
    if (name !== undefined && ip === undefined) {
      const any = classes.external.find(({ ips }) => family === undefined || ips?.family === family)
      if (any) return any
    }
    const found = endpoint
      ? ((ip && classes.at(endpoint, ip)) ?? classes.of(endpoint, family) ?? classes.of(endpoint))
      : ip && classes.ofAddress(ip)
    if (found === undefined) throw new RangeError('every endpoint and address has a class')
    return found
  }
}

/** How many addresses are remembered: asked for again and again, they need not be read again. */
const remembered = 50_000

function isPlaced(side: Side): side is PlacedSide {
  return 'only' in side
}

function commonFamily({ endpoint: from }: Side, { endpoint: to }: Side): 4 | 6 | undefined {
  const first = to?.ips[0]
  if (first === undefined || from === undefined || from.ips.length === 0) return first?.family
  return to?.ips.find(({ family }) => from.ips.some((own) => own.family === family))?.family ?? first.family
}

function ipKey({ family, value }: Ip): string {
  return `${family} ${value}`
}

function missing(what: string): never {
  throw new WarrantError('usage', `there is no ${what} in the input`)
}
