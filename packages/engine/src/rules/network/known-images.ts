import { imageOf, type Container } from '../../cluster/index.ts'

/** The repository of a container's image without its registry, as mirrors keep it; empty where there is none. */
export function repositoryOf({ spec }: Container): string {
  return imageOf(spec)?.repository.toLowerCase() ?? ''
}

/** Whether a repository ends in one of the names, part by part: `mirror/bitnami/redis` in `redis` and `bitnami/redis`. */
export function endsIn(repository: string, names: Iterable<string>): boolean {
  for (const name of names) if (repository === name || repository.endsWith(`/${name}`)) return true
  return false
}
