import { dump } from 'js-yaml'
import { type Frameworks, podSecurityLevel, type Rule, type RuleInfo } from '../rules/index.ts'
import { type Paint, painter } from './paint.ts'
import { frameworksObject } from './report-object.ts'
import { count, pad, wrap } from './text.ts'

export type RuleListFormat = 'table' | 'json' | 'yaml' | 'name' | 'markdown'

interface Look {
  readonly color: boolean
  readonly width: number
}

/** What of a rule can be said in data. */
function ruleObject({
  id,
  title,
  severity,
  category,
  profile,
  fix,
  frameworks,
  description,
  why,
  remedy,
  options,
  examples,
}: Rule): object {
  return {
    id,
    title,
    severity,
    category,
    profile,
    fix,
    frameworks: frameworksObject(frameworks),
    description,
    why,
    remedy,
    options: options ?? {},
    examples,
  }
}

/** The rules in a list, grouped by category. */
export function* listRules(rules: readonly Rule[], format: RuleListFormat, look: Look): Generator<string> {
  switch (format) {
    case 'json':
      yield `${JSON.stringify(rules.map(ruleObject), null, 2)}\n`
      return
    case 'yaml':
      yield dump(rules.map(ruleObject), { lineWidth: 120, noRefs: true })
      return
    case 'name':
      yield rules.map((rule) => `${rule.id}\n`).join('')
      return
    case 'markdown':
      yield '| rule | severity | profile | fix | what is wrong |\n| --- | --- | --- | --- | --- |\n'
      for (const rule of rules)
        yield `| [${rule.id}](${rule.id}.md) | ${rule.severity} | ${rule.profile} | ${rule.fix} | ${rule.title} |\n`
      return
    case 'table':
      yield* ruleTable(rules, look)
  }
}

function* ruleTable(rules: readonly Rule[], look: Look): Generator<string> {
  const paint = painter(look.color)
  const longest = Math.max(0, ...rules.map(({ id }) => id.length))
  const indent = 2 + longest + 2 + 8 + 2
  for (const [category, inCategory] of Map.groupBy(rules, (rule) => rule.category)) {
    yield `${paint.bold(category)}\n`
    for (const rule of inCategory) {
      const on = rule.profile === 'default' ? '*' : ' '
      const title = wrap(rule.title, look.width - indent).join(`\n${' '.repeat(indent)}`)
      yield `${on} ${pad(rule.id, longest)}  ${paint.severity(rule.severity, pad(rule.severity, 8))}  ${title}\n`
    }
    yield '\n'
  }
  const on = rules.filter(({ profile }) => profile === 'default').length
  const counts = `${count(rules.length, 'rule')}; ${on} of them, with *, on by default, the others with --profile all.`
  yield `${wrap(counts, look.width).join('\n')}\n`
  yield `Explain one: ${paint.command('warrant rules <id>')}\n`
}

/** One rule explained to a person. */
export function* explainRule(rule: Rule, format: RuleListFormat, look: Look): Generator<string> {
  if (format === 'json') yield `${JSON.stringify(ruleObject(rule), null, 2)}\n`
  else if (format === 'yaml') yield dump(ruleObject(rule), { lineWidth: 120, noRefs: true })
  else if (format === 'name') yield `${rule.id}\n`
  else if (format === 'markdown') yield ruleMarkdown(rule)
  else yield* explainInText(rule, look)
}

function* explainInText(rule: Rule, look: Look): Generator<string> {
  const paint = painter(look.color)
  const width = Math.min(Math.max(look.width, 60), 100)
  const text = (words: string) => `${wrap(words, width).join('\n')}\n`
  yield `${paint.bold(rule.id)}  ${paint.severity(rule.severity, rule.severity)}\n${rule.title}\n\n`
  yield text(rule.description)
  yield `\n${paint.bold('Why it matters')}\n${text(rule.why)}`
  yield `\n${paint.bold('What to do')}\n${text(rule.remedy)}`
  yield `\n${paint.bold('Reported')}\n${example(rule.examples.bad, paint)}`
  yield `\n${paint.bold('Not reported')}\n${example(rule.examples.good, paint)}\n`
  for (const [name, info] of Object.entries(rule.options ?? {})) {
    yield text(`Option ${name} (${info.type}, default ${JSON.stringify(info.default)}): ${info.description}`)
  }
  yield text(`Category ${rule.category}; profile ${rule.profile}; fix ${rule.fix}; ${frameworkWords(rule.frameworks)}`)
  yield `Accept it somewhere:\n  ${paint.command(`unwarranted.dev/allow.${rule.id}: "reason; owner=…; until=YYYY-MM-DD"`)}\n`
}

function example(yaml: string, paint: Paint): string {
  return `${yaml
    .trimEnd()
    .split('\n')
    .map((line) => `  ${paint.dim('│')} ${line}`)
    .join('\n')}\n`
}

/** The controls of all frameworks in one clause. */
export function frameworkWords(frameworks: Frameworks): string {
  const { cis, nsa, podSecurity, mitre } = frameworks
  const pss = podSecurityLevel(frameworks)
  const parts = [
    cis && cis.length > 0 && `CIS ${cis.join(', ')}`,
    nsa && 'NSA/CISA',
    pss && `Pod Security Standards: ${pss} (${(podSecurity ?? []).join(', ')})`,
    mitre && mitre.length > 0 && `MITRE ATT&CK ${mitre.join(', ')}`,
  ].filter((part) => part)
  return parts.length > 0 ? parts.join('; ') : 'no framework names it'
}

/** The page of a rule in the documentation. */
export function ruleMarkdown(rule: RuleInfo): string {
  const options = Object.entries(rule.options ?? {})
  return [
    `# ${rule.id}`,
    '',
    `**${rule.title}**`,
    '',
    `| severity | category | profile | fix | frameworks |`,
    `| --- | --- | --- | --- | --- |`,
    `| ${rule.severity} | ${rule.category} | ${rule.profile} | ${rule.fix} | ${frameworkWords(rule.frameworks)} |`,
    '',
    rule.description,
    '',
    '## Why it matters',
    '',
    rule.why,
    '',
    '## What to do',
    '',
    rule.remedy,
    '',
    '## Reported',
    '',
    '```yaml',
    rule.examples.bad.trimEnd(),
    '```',
    '',
    '## Not reported',
    '',
    '```yaml',
    rule.examples.good.trimEnd(),
    '```',
    '',
    ...(options.length > 0
      ? [
          '## Options',
          '',
          '| option | type | default | meaning |',
          '| --- | --- | --- | --- |',
          ...options.map(
            ([name, info]) => `| ${name} | ${info.type} | \`${JSON.stringify(info.default)}\` | ${info.description} |`,
          ),
          '',
        ]
      : []),
    '## Accepting it',
    '',
    '```yaml',
    `unwarranted.dev/allow.${rule.id}: "reason; owner=team; until=2027-01-31"`,
    '```',
    '',
  ].join('\n')
}
