import type { TechniqueClass, TechniqueInfo, UndecidedTechnique } from '../../takeover/index.ts'
import { prose } from '../markdown-text.ts'

/** What each class starts from, as headings. */
const headings: Readonly<Record<TechniqueClass, string>> = {
  escape: 'Out of a container',
  lateral: 'From one place to others',
  credential: 'Credentials',
  rbac: 'By the API',
  network: 'By the network',
  cloud: 'By the cloud',
  entry: 'From outside',
  evasion: 'Without a trace',
  hygiene: 'By what was left behind',
}

/** The page of all techniques in the documentation: the known ones by class, then those that are not decided, and why. */
export function techniquesMarkdown(
  techniques: readonly TechniqueInfo[],
  undecided: readonly UndecidedTechnique[],
): string {
  const classes = [...new Set(techniques.map((technique) => technique.class))]
  return [
    '# Takeover techniques',
    '',
    "Made by `npm run generate` from the techniques' own files. Each takes an intruder one step further, if all that it needs is",
    'there; a line of *what it needs* is one way, and all parts of it must hold. *as one* says that one and the same user must be',
    'allowed all of it. [warrant takeover](takeover.md) puts them together.',
    '',
    `${techniques.length} techniques are known:`,
    '',
    '| id | class | title | versions |',
    '| --- | --- | --- | --- |',
    ...techniques.map(
      (technique) =>
        `| [${technique.id}](#${technique.id.toLowerCase()}) | ${technique.class} | ${prose(technique.title)} | ${versionWords(technique)} |`,
    ),
    '',
    ...classes.flatMap((each) => [
      `## ${headings[each]}`,
      '',
      ...techniques.filter((technique) => technique.class === each).flatMap(section),
    ]),
    '## Not decided',
    '',
    "What a cluster's objects do not tell is left to other means:",
    '',
    '| id | class | title | why |',
    '| --- | --- | --- | --- |',
    ...undecided.map(
      ({ id, title, reason, ...rest }) => `| ${id} | ${rest.class} | ${prose(title)} | ${prose(reason)} |`,
    ),
    '',
  ].join('\n')
}

function section({ id, title, description, needs, references }: TechniqueInfo): string[] {
  return [
    `### ${id}`,
    '',
    `**${prose(title)}**. ${prose(description)}`,
    '',
    'What it needs:',
    '',
    ...needs.map((all) => `- ${all.map(prose).join('; **and** ')}`),
    '',
    ...references.map((reference) => `<${reference}>`),
    '',
  ]
}

const version = /^kube-apiserver (before v1\.\d+|v1\.\d+ or newer)$/

/** The versions that a technique, or a way of it, is for. */
function versionWords({ needs }: TechniqueInfo): string {
  const ways = needs.map((all) => all.flatMap((words) => version.exec(words)?.[1] ?? []).join(', '))
  const named = [...new Set(ways.filter((way) => way !== ''))]
  if (named.length === 0) return 'all'
  return ways.includes('') ? `all, one way ${named.join(' or ')}` : named.join(' or ')
}
