import { perCluster } from '../../cluster/index.ts'
import { buildNetwork } from '../../network/index.ts'

/** The network of a cluster, built when a rule first asks for it. */
export const networkOf = perCluster((cluster) => buildNetwork(cluster.resources))
