/** The families of techniques, by what they start from. */
export const techniqueClasses = [
  'escape',
  'lateral',
  'credential',
  'rbac',
  'network',
  'cloud',
  'entry',
  'evasion',
  'hygiene',
] as const

export type TechniqueClass = (typeof techniqueClasses)[number]

/** What can be said about a technique without trying it. */
export interface TechniqueInfo {
  /** Unique, upper case. */
  readonly id: string
  readonly title: string
  readonly class: TechniqueClass
  /** What makes it work and what it gives, in a sentence or two. */
  readonly description: string
  /** Pages where it is described, or sources of its facts. */
  readonly references: readonly string[]
  /** What it needs, in words: alternatives, each a list of what must all hold. */
  readonly needs: readonly (readonly string[])[]
}
