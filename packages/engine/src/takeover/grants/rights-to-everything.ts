import type { TechniqueInfo } from '../graph/index.ts'

/** A role that holds everything needs no technique: its holder is the cluster's administrator. */
export const rightsToEverything: TechniqueInfo = {
  id: 'RBAC-EVERYTHING',
  title: 'Rights to everything',
  class: 'rbac',
  description: 'A role allows every verb on every resource of every API group, as cluster-admin does.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles'],
  needs: [['may * on *.*']],
}
