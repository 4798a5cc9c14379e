interface Metadata {
  readonly name: string
  readonly uid: string
  readonly resourceVersion: string
}

export function metadataOf(object: Readonly<Record<string, unknown>>): Metadata {
  return object['metadata'] as Metadata
}

export function versionsOf(objects: readonly Readonly<Record<string, unknown>>[]): string[] {
  return sorted(new Map(objects.map((object) => [metadataOf(object).name, metadataOf(object).resourceVersion])))
}

export function sorted(versions: ReadonlyMap<string, string>): string[] {
  return [...versions].map(([name, version]) => `${name} ${version}`).toSorted()
}
