import { type Ask, podMakers as templates } from '../../access/index.ts'

/** Creating pods as such. */
export const createPods: Ask = { verbs: ['create'], group: '', resources: ['pods'] }

/** Everything that makes pods of one's choice: creating them, and writing what holds a template for them. */
export const podMakers: readonly Ask[] = [createPods, ...templates]

/** Running something in a pod that is there already. */
export const runInPods: Ask = { verbs: ['create'], group: '', resources: ['pods/exec', 'pods/attach'] }
