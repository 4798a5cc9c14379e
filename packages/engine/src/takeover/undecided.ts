import type { TechniqueClass } from './graph/index.ts'

/** A technique that is known, and that objects of a cluster do not decide. */
export interface UndecidedTechnique {
  readonly id: string
  readonly title: string
  readonly class: TechniqueClass
  /** Why it is not decided, and what would be needed, in sentences. */
  readonly reason: string
}

/** What is left to other means. A technique that is written is taken out of here. */
export const undecided: readonly UndecidedTechnique[] = [
  {
    id: 'EKS-ACCESS-ENTRY',
    title: 'EKS access entry',
    class: 'cloud',
    reason:
      'Access entries are held in the API of the cloud provider, and so is who may write them. No object of the cluster shows either.',
  },
  {
    id: 'ESC-RUNTIME-CVE',
    title: 'Vulnerable runtime or kernel',
    class: 'escape',
    reason:
      'A node tells the version of its kernel and of the runtime that the kubelet talks to, but not of runc beneath it, and distributions mend flaws without a new version. Whether a flaw is there takes a look at the node.',
  },
]
