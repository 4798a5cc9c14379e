import type {
  BindingObject,
  ClusterRoleObject,
  RbacObjects,
  RoleObject,
} from '../../packages/engine/src/access/objects.ts'
import type { ControlPlane } from './server.ts'

const api = '/apis/rbac.authorization.k8s.io/v1'

/** Every role and binding that a server holds. */
export async function readObjects(plane: ControlPlane): Promise<RbacObjects> {
  return {
    roles: await list<RoleObject>(plane, 'roles'),
    clusterRoles: await list<ClusterRoleObject>(plane, 'clusterroles'),
    roleBindings: await list<BindingObject>(plane, 'rolebindings'),
    clusterRoleBindings: await list<BindingObject>(plane, 'clusterrolebindings'),
  }
}

async function list<Item>(plane: ControlPlane, kind: string): Promise<readonly Item[]> {
  return (await plane.call('GET', `${api}/${kind}`)).body['items'] as readonly Item[]
}
