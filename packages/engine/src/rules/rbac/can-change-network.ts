import { boundRole } from './access-examples.ts'
import { defineAccessRule } from './access-rule.ts'

const change = { verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'] }
const may = 'change where traffic goes or what holds it'

/**
 * Where traffic goes, and what holds it, can be changed.
 *
 * Restricted: create, update, patch, delete and deletecollection on Services, their endpoints, Ingresses, routes and policies
 */
export const canChangeNetwork = defineAccessRule({
  id: 'can-change-network',
  title: 'Network of workloads can be changed',
  severity: 'medium',
  profile: 'all',
  frameworks: { mitre: ['T1557', 'T1562.007'] },
  needs: [
    { ask: { ...change, group: '', resources: ['services', 'endpoints'] }, may },
    { ask: { ...change, group: 'discovery.k8s.io', resources: ['endpointslices'] }, may },
    { ask: { ...change, group: 'networking.k8s.io', resources: ['ingresses', 'networkpolicies'] }, may },
    {
      ask: {
        ...change,
        group: 'gateway.networking.k8s.io',
        resources: ['gateways', 'httproutes', 'grpcroutes', 'tcproutes', 'tlsroutes'],
      },
      may,
    },
    {
      ask: { ...change, group: 'cilium.io', resources: ['ciliumnetworkpolicies', 'ciliumclusterwidenetworkpolicies'] },
      may,
    },
  ],
  description:
    'Reported for every binding that lets somebody write or delete Services, Endpoints, EndpointSlices, Ingresses, Gateways and their routes, or network policies. Every deployer has some of it, so the rule is off by default.',
  why: 'Traffic can be led elsewhere, a workload be opened to the outside, or a policy that held it be taken away.',
  remedy: 'Keep network policies to those who answer for them, and let nobody write Endpoints by hand.',
  examples: {
    bad: boundRole(`
- apiGroups: ['networking.k8s.io']
  resources: [networkpolicies]
  verbs: [get, delete]`),
    good: boundRole(`
- apiGroups: ['networking.k8s.io']
  resources: [networkpolicies]
  verbs: [get, list]`),
  },
})
