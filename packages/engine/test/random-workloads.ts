import fc from 'fast-check'
import { objectsOf, type RandomPolicies, randomPolicies } from './random-policies.ts'

/** A pod of a random workload, with the addresses that are known of it. */
export interface RandomPod {
  readonly id: string
  /** As people call what stands over it. */
  readonly workload: string
  readonly ips: readonly string[]
}

/** Random policies over workloads of several pods, some with addresses of either family, of both, or of none. */
export interface RandomWorkloads {
  readonly objects: readonly Readonly<Record<string, unknown>>[]
  readonly pods: readonly RandomPod[]
}

const addressed = fc.constantFrom<readonly ('four' | 'six')[]>(['four'], ['six'], ['four', 'six'], ['six', 'four'], [])
const placed = fc.record({ families: addressed, owner: fc.option(fc.constantFrom('web', 'db')) })

/** Blocks of the other family, which the policies of the world do not name. */
const sixPolicy = fc.record({
  namespace: fc.constantFrom('x', 'y', 'z'),
  cidr: fc.constantFrom('::/0', 'fd00::/126', '2001:db8::/32'),
  port: fc.constantFrom(80, 443),
})

export const randomWorkloads: fc.Arbitrary<RandomWorkloads> = fc
  .record({
    world: randomPolicies,
    places: fc.array(placed, { minLength: 6, maxLength: 6 }),
    six: fc.option(sixPolicy),
  })
  .map(({ world, places, six }) => {
    const pods = world.pods.map(({ namespace, name, ip }, i): RandomPod => {
      const { families = [], owner = null } = places[i] ?? {}
      return {
        id: `${namespace}/${name}`,
        workload: owner === null ? `Pod ${namespace}/${name}` : `StatefulSet ${namespace}/${owner}`,
        ips: families.map((family) => (family === 'four' ? ip : `fd00::${i + 1}`)),
      }
    })
    return { pods, objects: [...objects(world, pods), ...(six === null ? [] : [blockPolicy(six)])] }
  })

function objects(world: RandomPolicies, pods: readonly RandomPod[]): Readonly<Record<string, unknown>>[] {
  return objectsOf(world).map((each) => {
    if (each.kind !== 'Pod') return each
    const { namespace, name } = each.metadata as { namespace: string; name: string }
    const pod = pods.find(({ id }) => id === `${namespace}/${name}`)
    const [kind, owner] = [pod?.workload.split(' ')[0], pod?.workload.split('/')[1]]
    return {
      ...each,
      metadata: {
        ...each.metadata,
        ...(kind === 'StatefulSet' && { ownerReferences: [{ kind, name: owner, controller: true }] }),
      },
      status: { podIPs: pod?.ips.map((ip) => ({ ip })) },
    }
  })
}

function blockPolicy({ namespace, cidr, port }: { namespace: string; cidr: string; port: number }) {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { namespace, name: 'six' },
    spec: {
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [{ ipBlock: { cidr } }, { podSelector: {} }] }],
      egress: [{ to: [{ ipBlock: { cidr } }], ports: [{ port }] }],
    },
  }
}
