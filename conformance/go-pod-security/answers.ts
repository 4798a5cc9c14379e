/** What the Go program says of itself. */
export interface About {
  readonly modules: Readonly<Record<string, string>>
  readonly newestMinor: number
  readonly volumeSources: readonly string[]
  readonly unicode: string
  readonly unassigned: readonly (readonly [number, number])[]
}

/** What holds from one version to another, both included. */
export interface Verdict {
  readonly level: string
  readonly from: string
  readonly to: string
  readonly allowed: boolean
  readonly reason: string
  readonly detail: string
}
