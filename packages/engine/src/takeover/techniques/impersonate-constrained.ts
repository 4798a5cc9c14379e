import { can, defineTechnique, type Requirement, since } from '../vocabulary/index.ts'
import { effect, identity, whoText } from '../graph/index.ts'
import { type Constrained, type ConstrainedMode, constrainedModes } from '../grants/index.ts'
import type { World } from '../world/index.ts'

const identityResources = {
  'user-info': 'users',
  serviceaccount: 'serviceaccounts',
  'arbitrary-node': 'nodes',
  'associated-node': 'nodes',
} as const

type Mode = keyof typeof identityResources

/** Somebody whom the input knows, with who may act so; undefined for anybody else. */
type Subject = Constrained | undefined

const cluster = { namespace: '' }
const inGroup = (resource: string) => `${resource}.authentication.k8s.io`

/** Both checks of a mode: on the identity, and on what is asked as that identity. */
function bothOf(mode: Mode): readonly Requirement<Subject>[] {
  // For the node of its own pod the name is not known beforehand, and asked about as a star.
  const anybody = can(
    `impersonate:${mode}`,
    inGroup(identityResources[mode]),
    mode === 'associated-node' ? { name: '*' } : { anywhere: true },
  )
  const known = mode === 'user-info' || mode === 'serviceaccount' ? somebody(mode) : []
  const requests = can(`impersonate-on:${mode}:*`, '*', { anywhere: true })
  return [
    since(36),
    {
      words: anybody.words,
      atoms: [...anybody.atoms, ...known.flatMap(({ atoms }) => atoms)],
      options: (subject, world) =>
        subject === undefined
          ? anybody.options(cluster, world)
          : subject.mode === mode
            ? known.flatMap(({ options }) => options(subject, world))
            : [],
    },
    { ...requests, options: (_, world) => requests.options(cluster, world) },
  ]
}

/** The check on an identity of each kind, which its requester must pass. */
function somebody(mode: ConstrainedMode): readonly Requirement<Constrained>[] {
  return Object.entries(constrainedModes[mode]).flatMap(([kind, resource]): Requirement<Constrained>[] => {
    if (resource === undefined) return []
    const one = can(`impersonate:${mode}`, inGroup(resource))
    return [
      {
        ...one,
        options: ({ as, by }, world) => {
          if (as.kind !== kind) return []
          const about = { namespace: as.kind === 'ServiceAccount' ? as.namespace : '', name: as.name }
          return one.options(about, world).map((way) => ({ ...way, needs: [identity(by), ...way.needs] }))
        },
      },
    ]
  })
}

/** Impersonation that is limited to some requests. */
export const impersonateConstrained = defineTechnique({
  id: 'IMPERSONATE-CONSTRAINED',
  title: 'Constrained impersonation',
  class: 'rbac',
  description:
    'Since v1.36 impersonation may be limited: impersonate:MODE on the identity, and impersonate-on:MODE:VERB on what is asked for, must both be allowed, and the identity must be allowed the request itself. The group system:masters is out of reach. The verb * holds every mode.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/'],
  each: ({ constrained }: World): Subject[] => [undefined, ...constrained],
  requires: [bothOf('user-info'), bothOf('serviceaccount'), bothOf('arbitrary-node'), bothOf('associated-node')],
  gives: (subject) => (subject ? identity(subject.limited) : effect('single requests as another identity')),
  tells: (subject) => `Make the requests that are allowed so as ${subject ? whoText(subject.as) : 'another identity'}`,
})
