import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { cataloguePath, catalogueText, techniqueCataloguePath, techniqueCatalogueText } from './generate-catalogue.ts'

const root = join(import.meta.dirname, '..')
const rulePages = join(root, 'docs', 'rules')

/** Files that are made from the source, with the text that they should have. */
async function generated(): Promise<Map<string, string>> {
  const { rules } = await import('../packages/engine/src/rules/index.ts')
  const { knownTechniques, undecided } = await import('../packages/engine/src/takeover/index.ts')
  const { ruleMarkdown, listRules } = await import('../packages/engine/src/reports/index.ts')
  const { techniquesMarkdown } = await import('../packages/engine/src/reports/takeover/index.ts')
  const { configurationJsonSchema } = await import('../packages/engine/src/audit/configuration.ts')
  const index = [...listRules(rules, 'markdown', { color: false, width: 120 })].join('')
  return new Map([
    [
      join(rulePages, 'README.md'),
      `# Rules\n\nMade by \`npm run generate\` from the rules' own files; so is every page here.\n\n${index}`,
    ],
    ...rules.map((rule): [string, string] => [join(rulePages, `${rule.id}.md`), ruleMarkdown(rule)]),
    [join(root, 'docs', 'takeover-techniques.md'), techniquesMarkdown(knownTechniques, undecided)],
    [join(root, 'docs', 'warrant.schema.json'), `${JSON.stringify(configurationJsonSchema(), null, 2)}\n`],
  ])
}

const check = process.argv.includes('--check')
const drifted: string[] = []

function put(path: string, text: string): void {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return
  drifted.push(relative(root, path))
  if (check) return
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

put(cataloguePath, catalogueText())
put(techniqueCataloguePath, techniqueCatalogueText())
const files = await generated()
for (const [path, text] of files) put(path, text)
for (const name of existsSync(rulePages) ? readdirSync(rulePages) : []) {
  const path = join(rulePages, name)
  if (files.has(path)) continue
  drifted.push(relative(root, path))
  if (!check) rmSync(path)
}

if (check && drifted.length > 0) {
  console.error(`not up to date, run npm run generate:\n${drifted.map((path) => `  ${path}`).join('\n')}`)
  process.exitCode = 1
} else console.log(check ? `${files.size} generated files are up to date` : `${drifted.length} files written`)
