/** Rules: one file each, found through the generated catalogue. */
export { rules } from './catalogue.ts'
export {
  append,
  categories,
  type Category,
  defineRule,
  type Frameworks,
  type JudgedWarrant,
  type OptionInfo,
  type OptionTable,
  podSecurityLevel,
  type Report,
  remove,
  type Rule,
  type RuleInfo,
  set,
} from './rule.ts'
