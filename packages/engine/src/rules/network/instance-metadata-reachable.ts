import { type Cluster, perCluster, type Resource, valueIn } from '../../cluster/index.ts'
import { egressTo } from '../../network/index.ts'
import { defineRule } from '../rule.ts'
import { classesOf } from './pods.ts'

/**
 * A pod can connect to its cloud's metadata service.
 *
 * Restricted: egress to the metadata address at port 80, as the policies of every family judge it together
 * Except:     clusters whose Nodes all say that no cloud runs them
 */
export const instanceMetadataReachable = defineRule({
  id: 'instance-metadata-reachable',
  title: 'Pod reaches the metadata service of its cloud',
  severity: 'medium',
  category: 'network',
  visit: 'workload',
  profile: 'all',
  frameworks: { mitre: ['T1552.005'] },
  fix: 'evidence',
  description:
    'Reported for pods that policies let connect to 169.254.169.254 at TCP port 80, where AWS, Azure, Google Cloud, OpenStack and others serve the metadata of an instance; pods without a policy for egress are let everywhere, and those on the network of their node whatever policies say. Where Nodes are among what was read and none has the providerID of a cloud, nothing is reported. Settings of the cloud that shut pods out, such as a hop limit of 1 for IMDSv2 or the metadata server of GKE, are not seen.',
  why: "The service hands out credentials of the node's role, and often the data that it was started with, to whoever asks from the node or one of its pods.",
  remedy: 'Isolate egress of the pod, and leave the metadata address out of the blocks that it is allowed.',
  options: {
    addresses: {
      type: 'strings',
      default: ['169.254.169.254'],
      description: 'addresses of metadata services; others are fd00:ec2::254 (AWS) and 100.100.100.200 (Alibaba Cloud)',
    },
  },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: cart
  namespace: shop
  labels:
    app: cart
spec:
  containers:
    - name: cart
      image: registry.example/cart:1.4.2
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: cart
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: cart
  policyTypes: [Egress]
  egress:
    - to:
        - ipBlock:
            cidr: 0.0.0.0/0
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: cart
  namespace: shop
  labels:
    app: cart
spec:
  containers:
    - name: cart
      image: registry.example/cart:1.4.2
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: cart
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: cart
  policyTypes: [Egress]
  egress:
    - to:
        - ipBlock:
            cidr: 0.0.0.0/0
            except: [169.254.169.254/32]
`,
  },
  *check({ workload, cluster, options }) {
    if (isOffCloud(cluster)) return
    const [address] = options.addresses
    if (workload.pod.spec.hostNetwork === true) {
      if (address === undefined) return
      yield {
        at: workload.pod.specPath('hostNetwork'),
        message: `the pod is on the network of its node, where no policy keeps it from ${address}`,
        fix: {
          description: 'Remove hostNetwork',
          needs: 'evidence that the pod does not need the network of its node',
        },
      }
      return
    }
    const { model, classes } = classesOf(workload, cluster)
    for (const each of options.addresses) {
      if (!classes.some((own) => egressTo(model, own, each, 80) === 'allow')) continue
      const isIsolated = classes.every((own) => model.selecting('egress', own).length > 0)
      yield {
        at: workload.pod.path('metadata', 'labels'),
        message: isIsolated
          ? `the policies for the pod let it connect to ${each}`
          : `no policy keeps the pod from connecting to ${each}`,
        fix: {
          description: `Leave ${each} out of what the pod may connect to`,
          needs: 'evidence that the pod takes nothing from the metadata service',
        },
      }
      return
    }
  },
})

/** ProviderIDs that the controllers of clouds give Nodes. */
const ofClouds =
  /^(?:(?:aws|azure|gce|openstack|digitalocean|ibm|ibmcloud|alicloud|huaweicloud|qcloud|hcloud|vultr|scaleway|linode|oci):|ocid1\.|[a-z]{2}-[a-z]+(?:-\d)?\.)/

/** Whether it can be told that no cloud runs the cluster. */
const isOffCloud = perCluster((cluster: Cluster) => {
  const nodes = cluster.ofKind('Node', '')
  const isOfCloud = (node: Resource) => {
    const id = valueIn(node, 'spec', 'providerID')
    return typeof id === 'string' && ofClouds.test(id)
  }
  return nodes.length > 0 && !nodes.some(isOfCloud)
})
