import {
  accountsOfDeputy,
  actsAsTenant,
  deputies,
  type Deputy,
  type DeputyAccount,
  mayBeThere,
  type World,
} from '../world/index.ts'
import { account, accounts, effect, everywhere, type Fact, scopeText } from '../graph/index.ts'
import { atomsOf } from '../grants/index.ts'
import { type Ask, creations, defineTechnique, namesFor, together } from '../vocabulary/index.ts'

/** An order to a controller. */
interface Order {
  readonly deputy: Deputy
  readonly scope: string
  /** The controllers' accounts that take it. */
  readonly takers: readonly DeputyAccount[]
}

const resources = [...new Set(deputies.flatMap((deputy) => deputy.resources.split('|')))].join('|')

/** A controller does for others what they may not do themselves. */
export const confusedDeputy = defineTechnique({
  id: 'CONFUSED-DEPUTY',
  title: 'Steer a privileged controller',
  class: 'rbac',
  description:
    "Controllers that apply, template or run what custom resources say do so with their own rights, or as a service account that the resource names. Whoever writes such a resource has those rights: all of the controller's where Flux or Argo CD is not told to act as a tenant, those of any account of the namespace where workflows run.",
  references: [
    'https://fluxcd.io/flux/installation/configuration/multitenancy/',
    'https://argo-cd.readthedocs.io/en/stable/operator-manual/app-sync-using-impersonation/',
  ],
  each: orders,
  requires: [
    [
      together<Order>(
        'may create, update or patch custom resources that a privileged controller acts on, such as Kustomizations, HelmReleases, Applications, Workflows or TaskRuns',
        [['create|update|patch', resources]],
        ({ deputy, scope }, world) => deputy.resources.split('|').flatMap((resource) => writes(resource, scope, world)),
      ),
    ],
  ],
  gives: ({ deputy, scope, takers }, world): Fact[] => {
    const { lends, name } = deputy
    if (lends === 'any account') return [accounts(scope)]
    if (lends !== 'its account') return [effect(`${name}: ${lends.effect}`)]
    if (takers.length === 0) return [effect(`the rights of ${name}`)]
    return takers.map((taker) =>
      actsAsTenant(deputy, taker, world) ? accounts(scope) : account(taker.namespace, taker.name),
    )
  },
  tells: ({ deputy, scope }) => `Write what ${deputy.name} acts on${deputy.ofCluster ? '' : `, ${scopeText(scope)}`}`,
})

function writes(resource: string, scope: string, world: World): Ask[][] {
  const names = [...namesFor(world, 'update', resource, scope), ...namesFor(world, 'patch', resource, scope)]
  return [
    ...creations(world, resource, scope).map(({ asks }) => [...asks]),
    [{ verbs: 'update|patch', resource, scope }],
    ...[...new Set(names)].map((name): Ask[] => [{ verbs: 'update|patch', resource, scope, names: [name] }]),
  ]
}

function* orders(world: World): Iterable<Order> {
  for (const deputy of deputies) {
    const scopes = world.grants.scopesOf(atomsOf('create|update|patch', deputy.resources))
    if (scopes.length === 0) continue
    const takers = accountsOfDeputy(deputy, world)
    if (takers.length === 0 && !mayBeThere(deputy, world)) continue
    for (const scope of scopes) {
      const own = deputy.inOwnNamespace ? takers.filter(({ namespace }) => namespace === scope) : takers
      // Where a controller is known and takes no orders in a namespace, nothing comes of them.
      if (scope === everywhere || takers.length === 0) yield { deputy, scope, takers }
      else if (own.length > 0) yield { deputy, scope, takers: own }
    }
  }
}
