import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const engine = join(import.meta.dirname, '..', 'packages', 'engine', 'src')
const root = join(engine, 'rules')
const techniquesRoot = join(engine, 'takeover', 'techniques')

/** The export that a rule's file must have: its id in camel case. */
export function exportName(id: string): string {
  return id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}

/** The text of `rules/catalogue.ts`, from the files that are there. */
export function catalogueText(): string {
  const found = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((folder) =>
      readdirSync(join(root, folder.name))
        .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
        .filter((file) => readFileSync(join(root, folder.name, file), 'utf8').match(/ = define\w*Rule\(/))
        .map((file) => ({ folder: folder.name, id: file.slice(0, -'.ts'.length) })),
    )
    .sort((a, b) => `${a.folder}/${a.id}`.localeCompare(`${b.folder}/${b.id}`, 'en'))
  return [
    '// Made by `npm run generate` from the files beside it.',
    ...found.map(({ folder, id }) => `import { ${exportName(id)} } from './${folder}/${id}.ts'`),
    "import type { Rule } from './rule.ts'",
    '',
    '/** Every rule, by category and name. */',
    'export const rules: readonly Rule[] = [',
    ...found.map(({ id }) => `  ${exportName(id)},`),
    ']',
    '',
  ].join('\n')
}

/** The text of `takeover/techniques/catalogue.ts`, from the files beside it. */
export function techniqueCatalogueText(): string {
  const ids = readdirSync(techniquesRoot)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .filter((file) => /\bdefineTechnique\b(?:<[^(]*>)?\(/.test(readFileSync(join(techniquesRoot, file), 'utf8')))
    .map((file) => file.slice(0, -'.ts'.length))
    .sort((a, b) => a.localeCompare(b, 'en'))
  return [
    '// Made by `npm run generate` from the files beside it.',
    "import type { Technique } from '../vocabulary/index.ts'",
    ...ids.map((id) => `import { ${exportName(id)} } from './${id}.ts'`),
    '',
    '/** Every technique, by name. */',
    'export const techniques: readonly Technique[] = [',
    ...ids.map((id) => `  ${exportName(id)},`),
    ']',
    '',
  ].join('\n')
}

export const techniqueCataloguePath = join(techniquesRoot, 'catalogue.ts')

/** Where the catalogue is kept. */
export const cataloguePath = join(root, 'catalogue.ts')

if (import.meta.main) {
  writeFileSync(cataloguePath, catalogueText())
  writeFileSync(techniqueCataloguePath, techniqueCatalogueText())
}
