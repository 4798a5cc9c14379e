import type { Path } from '../../yaml/index.ts'
import type { FamilyContext, FlowDirection } from '../policy/policy.ts'
import type { CiliumConfig } from '../world/cilium-config.ts'

export type Fields = Readonly<Record<string, unknown>>

export type Report = (path: Path, message: string) => void

/** What the fields of a rule are read against. */
export interface Scope {
  /** The policy's namespace; undefined for one that is cluster-wide. */
  readonly namespace: string | undefined
  readonly direction: FlowDirection
  readonly denies: boolean
  /** Whether the policy is about nodes and not about pods. */
  readonly ofNodes: boolean
  readonly sources: FamilyContext['sources']
  readonly config: CiliumConfig
  readonly report: Report
}
