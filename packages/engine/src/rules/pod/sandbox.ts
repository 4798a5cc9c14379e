import type { Workload } from '../../cluster/index.ts'

/** Whether a workload is a template from which sandboxes for code that nobody has read are made. */
export function isSandboxTemplate({ resource }: Workload): boolean {
  return resource.kind === 'SandboxTemplate' && resource.group === 'extensions.agents.x-k8s.io'
}
