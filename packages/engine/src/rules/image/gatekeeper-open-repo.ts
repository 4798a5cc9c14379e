import { conform, pathIn, valueIn } from '../../cluster/index.ts'
import { defineRule, set } from '../rule.ts'

/**
 * A Gatekeeper constraint that compares image names with a prefix, and the prefix ends in the middle of a name.
 *
 * Restricted fields: K8sAllowedRepos spec.parameters.repos[*]
 * Allowed values:    prefixes that end with `/`, or within a tag or digest
 * Source: open-policy-agent/gatekeeper-library, allowedrepos: `startswith(container.image, repo)`.
 */
export const gatekeeperOpenRepo = defineRule({
  id: 'gatekeeper-open-repo',
  title: 'Allowed repository prefix is open at its end',
  severity: 'medium',
  category: 'image',
  visit: 'resource',
  kinds: ['K8sAllowedRepos'],
  profile: 'default',
  frameworks: { mitre: ['T1525'] },
  fix: 'safe',
  description:
    'Reported for every entry of `spec.parameters.repos` of a K8sAllowedRepos constraint that ends neither with a slash nor within a tag or digest. The policy asks only whether an image name starts with the entry.',
  why: 'The prefix registry.example also admits registry.example.attacker.example, a registry that anyone can run.',
  remedy: 'End the entry with a slash, or, where one image is meant, with the colon before its tag.',
  examples: {
    bad: `apiVersion: constraints.gatekeeper.sh/v1beta1
kind: K8sAllowedRepos
metadata:
  name: ours-only
spec:
  parameters:
    repos:
      - registry.example
`,
    good: `apiVersion: constraints.gatekeeper.sh/v1beta1
kind: K8sAllowedRepos
metadata:
  name: ours-only
spec:
  parameters:
    repos:
      - registry.example/
`,
  },
  *check({ resource }) {
    const path = pathIn(resource, 'spec', 'parameters', 'repos')
    const repos = conform(valueIn(resource, 'spec', 'parameters', 'repos'), { list: 'string' }, path, []) ?? []
    for (const [i, repo] of repos.entries()) {
      const last = repo.slice(repo.lastIndexOf('/') + 1)
      const isHost = last === repo && /[.:]|^localhost$/.test(repo)
      if (repo.endsWith('/') || (!isHost && /[:@]/.test(last))) continue
      yield {
        at: [...path, i],
        message:
          repo === '' ? 'an empty prefix admits every image' : `every image name that begins with ${repo} is admitted`,
        // A bare registry can only be meant with its slash; behind a path an image of that very name may be meant.
        fix: isHost
          ? { description: 'End the entry with a slash', changes: [set([...path, i], `${repo}/`)] }
          : { class: 'value', description: 'Close the entry', needs: 'whether a folder or one image is meant' },
      }
    }
  },
})
