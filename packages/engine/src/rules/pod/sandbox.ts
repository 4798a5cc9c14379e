import type { Resource } from '../../cluster/index.ts'

/** Whether a resource is a template from which sandboxes for code that nobody has read are made. */
export function isSandboxTemplate(resource: Resource): boolean {
  return resource.kind === 'SandboxTemplate' && resource.group === 'extensions.agents.x-k8s.io'
}
