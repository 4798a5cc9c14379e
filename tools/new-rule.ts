import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { categories } from '../packages/engine/src/rules/rule.ts'
import { cataloguePath, catalogueText, exportName } from './generate-catalogue.ts'

const [category = '', id = ''] = process.argv.slice(2)
if (!categories.some((each) => each === category) || !/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id)) {
  console.error(
    `usage: npm run new:rule -- <category> <id>\n  category: ${categories.join(', ')}\n  id: kebab-case, such as host-network`,
  )
  process.exit(2)
}

const folder = join(import.meta.dirname, '..', 'packages', 'engine', 'src', 'rules', category)
const path = join(folder, `${id}.ts`)
if (existsSync(path)) {
  console.error(`${relative(process.cwd(), path)} is there already`)
  process.exit(2)
}

const name = exportName(id)
const rule = `import { defineRule } from '../rule.ts'

/** Say here which fields are looked at, which values are allowed, and whose specification says so. */
export const ${name} = defineRule({
  id: '${id}',
  title: '',
  severity: 'medium',
  category: '${category}',
  frameworks: {},
  description: '',
  why: '',
  fix: 'none',
  remedy: '',
  profile: 'default',
  visit: 'container',
  *check({ container }) {
    if (container.spec.securityContext === undefined) {
      yield { at: container.path('securityContext'), message: 'the container has no security context' }
    }
  },
  examples: {
    bad: '',
    good: '',
  },
})
`
const test = `import { testRule } from '../../../test/rule-tester.ts'
import { ${name} } from './${id}.ts'

testRule(${name}, {
  pass: [],
  fail: [],
})
`
mkdirSync(folder, { recursive: true })
writeFileSync(path, rule)
writeFileSync(join(folder, `${id}.test.ts`), test)
writeFileSync(cataloguePath, catalogueText())
console.log(`wrote ${relative(process.cwd(), path)} and its test, which fails until the rule has its examples`)
