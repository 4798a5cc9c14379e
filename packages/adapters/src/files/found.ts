/** A file that is read as manifests. */
export interface FoundFile {
  readonly kind: 'file'
  readonly path: string
  /** The path with every symbolic link followed. */
  readonly real: string
  readonly name: string
  /** Named by the user, so that whatever is wrong with it is told. */
  readonly named: boolean
}

/** A chart: a folder with Chart.yaml, or a packed one. */
export interface FoundChart {
  readonly kind: 'chart'
  readonly path: string
  readonly real: string
  readonly name: string
  readonly packed: boolean
}

/** A folder with a kustomization file. */
export interface FoundKustomization {
  readonly kind: 'kustomization'
  /** The folder. */
  readonly path: string
  readonly real: string
  readonly name: string
  /** The kustomization file as shown. */
  readonly file: string
  /** Whether the user named the kustomization file itself. */
  readonly named: boolean
}

/** Standard input, or a pipe that the shell gave a name (`<(helm template …)`). */
export interface FoundStream {
  readonly kind: 'stream'
  readonly name: string
  /** The pipe's path; undefined for standard input. */
  readonly path: string | undefined
}

export type Found = FoundFile | FoundChart | FoundKustomization | FoundStream

/** Something that was met and deliberately not read. */
export interface PassedOver {
  readonly path: string
  readonly reason: string
}
