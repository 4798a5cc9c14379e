import { defineRule } from '../rule.ts'
import { isSandboxTemplate } from './sandbox.ts'

/**
 * A sandbox runs on the ordinary container runtime.
 *
 * Wanted fields:  spec.podTemplate.spec.runtimeClassName of SandboxTemplate (extensions.agents.x-k8s.io)
 * Allowed values: option classes
 */
export const sandboxRuntimeClass = defineRule({
  id: 'sandbox-runtime-class',
  title: 'Sandbox shares the kernel of its node',
  severity: 'high',
  category: 'pod',
  visit: 'workload',
  profile: 'all',
  frameworks: {},
  fix: 'value',
  options: {
    classes: {
      type: 'strings',
      default: ['gvisor*', 'runsc*', 'kata*', 'firecracker*'],
      description: 'Runtime classes that give a sandbox a kernel of its own; * stands for any characters',
    },
  },
  description:
    'Reported for a SandboxTemplate whose pods have no `runtimeClassName`, or one that the option `classes` does not name; a `*` there stands for any characters.',
  why: 'A sandbox runs code that nobody has read; with an ordinary runtime only the kernel of the node stands between it and the others.',
  remedy: 'Set runtimeClassName to the class of gVisor or Kata Containers.',
  examples: {
    bad: `apiVersion: extensions.agents.x-k8s.io/v1alpha1
kind: SandboxTemplate
metadata:
  name: python
spec:
  podTemplate:
    spec:
      containers:
        - name: python
          image: registry.example/python:3.14.1
`,
    good: `apiVersion: extensions.agents.x-k8s.io/v1alpha1
kind: SandboxTemplate
metadata:
  name: python
spec:
  podTemplate:
    spec:
      runtimeClassName: gvisor
      containers:
        - name: python
          image: registry.example/python:3.14.1
`,
  },
  *check({ workload, options }) {
    if (!isSandboxTemplate(workload.resource)) return
    const name = workload.pod.spec.runtimeClassName
    if (name !== undefined && options.classes.some((pattern) => isLike(name, pattern))) return
    yield {
      at: workload.pod.specPath('runtimeClassName'),
      message:
        name === undefined ? 'no runtime class is set' : `the runtime class ${name} is none of those that isolate`,
      fix: { description: 'Set runtimeClassName', needs: 'the runtime class of your cluster that isolates' },
    }
  },
})

function isLike(name: string, pattern: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`).test(name)
}
