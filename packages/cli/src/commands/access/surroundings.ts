import { customKinds } from '@warrant/engine/access'
import { type Cluster } from '@warrant/engine/cluster'
import { printWarning } from '../../errors.ts'
import type { AccessCommandOptions } from './command.ts'
import { isBuiltIn, type ReadRequest, readRequest, type TypedRequest } from './query.ts'

/** Reads a request about files, whose custom kinds are those that they define. */
export function requestOfFiles(typed: TypedRequest, options: AccessCommandOptions, cluster: Cluster): ReadRequest {
  return readRequest(typed, options, { kinds: customKinds(cluster), namespace: 'default' })
}

/** Reads a request about a cluster; what is not built in is looked up in what the server serves. */
export async function requestOfCluster(typed: TypedRequest, options: AccessCommandOptions): Promise<ReadRequest> {
  const { contextNamespace, servedKinds } = await import('@warrant/adapters/live')
  const kinds = isBuiltIn(typed) ? [] : await servedKinds(options)
  if (kinds === undefined) printWarning('the server does not say what it serves; the resource is taken as typed')
  return readRequest(typed, options, { kinds: kinds ?? [], namespace: contextNamespace(options) ?? 'default' })
}
