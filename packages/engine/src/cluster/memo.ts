import type { Cluster } from './cluster.ts'

/** Works something out once per cluster, on first use; it goes when the cluster goes. */
export function perCluster<T>(make: (cluster: Cluster) => T): (cluster: Cluster) => T {
  const made = new WeakMap<Cluster, { readonly value: T }>()
  return (cluster) => {
    let known = made.get(cluster)
    if (!known) made.set(cluster, (known = { value: make(cluster) }))
    return known.value
  }
}
