import { documents, grantedIn, namespaceAt, rule } from '../../../test/grants.ts'
import { testTechnique } from '../../../test/technique-tester.ts'
import { describe, expect, it } from 'vitest'
import { clusterOf } from '../../../test/rule-tester.ts'
import { builtInDefaults } from '../../pod-security/index.ts'
import { analyse } from '../analyse.ts'
import { workloadPatch } from './workload-patch.ts'

const agent = `apiVersion: apps/v1
kind: DaemonSet
metadata: { name: agent, namespace: shop }
spec:
  selector: { matchLabels: { app: agent } }
  template:
    metadata: { labels: { app: agent } }
    spec: { containers: [{ name: agent, image: a, securityContext: { privileged: true } }] }
`
const baseline = namespaceAt('shop', 'baseline')
const patch = (resource: string, group: string, names?: string) =>
  grantedIn('shop', rule('patch', resource, names === undefined ? { group } : { group, names }))

testTechnique(workloadPatch, {
  raised: [
    {
      name: 'patch on deployments',
      yaml: patch('deployments', 'apps'),
      by: ['User alice'],
      grants: ['patch deployments in rules[0] of Role shop/r'],
      text: /^Change the template of a workload in shop$/,
    },
    {
      name: 'a privileged DaemonSet in a namespace that would not take it anew',
      yaml: documents(baseline, agent, patch('daemonsets', 'apps')),
      by: ['User alice'],
      reaches: 'node',
    },
    {
      name: 'one by name',
      yaml: documents(agent, patch('daemonsets', 'apps', 'agent')),
      by: ['User alice'],
      text: /^Change the template of shop\/agent$/,
    },
    { name: 'cronjobs in batch', yaml: patch('cronjobs', 'batch'), by: ['User alice'] },
    { name: 'replicationcontrollers in the core group', yaml: patch('replicationcontrollers', ''), by: ['User alice'] },
  ],
  not: [
    { name: 'the scale', yaml: patch('deployments/scale', 'apps') },
    { name: 'the status', yaml: patch('deployments/status', 'apps') },
    { name: 'a group that they left', yaml: patch('deployments', 'extensions') },
    { name: 'pods, which have no template', yaml: patch('pods', '') },
    { name: 'create alone', yaml: grantedIn('shop', rule('create', 'deployments', { group: 'apps' })) },
  ],
})

describe('WORKLOAD-PATCH', () => {
  it('gives the privileges of workloads of the kinds alone that may be changed', () => {
    const paths = (yaml: string) =>
      analyse(clusterOf(yaml), { minor: 36, podSecurityDefaults: builtInDefaults, targets: ['node'] }).paths.filter(
        ({ start }) => start.kind === 'identity',
      )
    expect(paths(documents(baseline, agent, patch('daemonsets', 'apps')))).toHaveLength(1)
    expect(paths(documents(baseline, agent, patch('deployments', 'apps')))).toEqual([])
    expect(paths(documents(baseline, agent, patch('daemonsets', 'apps', 'other')))).toEqual([])
  })
})
