import type { Ask } from './allowances.ts'

const write = ['create', 'update', 'patch']

/**
 * Writing what holds a template for pods. The template of a Job cannot be changed but for its scheduling
 * (kubernetes/kubernetes pkg/apis/batch/validation/validation.go), so that only creating one counts. Of custom resources,
 * those that are widely used.
 */
export const podMakers: readonly Ask[] = [
  { verbs: write, group: '', resources: ['replicationcontrollers'] },
  { verbs: write, group: 'apps', resources: ['deployments', 'daemonsets', 'statefulsets', 'replicasets'] },
  { verbs: write, group: 'batch', resources: ['cronjobs'] },
  { verbs: ['create'], group: 'batch', resources: ['jobs'] },
  { verbs: write, group: 'apps.openshift.io', resources: ['deploymentconfigs'] },
  { verbs: write, group: 'argoproj.io', resources: ['rollouts', 'workflows', 'cronworkflows'] },
  { verbs: write, group: 'tekton.dev', resources: ['taskruns', 'pipelineruns'] },
  { verbs: write, group: 'serving.knative.dev', resources: ['services', 'configurations'] },
  { verbs: write, group: 'kubevirt.io', resources: ['virtualmachines', 'virtualmachineinstances'] },
  { verbs: write, group: 'ray.io', resources: ['rayclusters', 'rayjobs', 'rayservices'] },
  { verbs: write, group: 'sparkoperator.k8s.io', resources: ['sparkapplications', 'scheduledsparkapplications'] },
]
