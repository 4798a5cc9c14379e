import type { Binding } from './bindings.ts'
import { problemText } from './problems.ts'
import type { PreparedRequest } from './rule.ts'
import { RuleIndex } from './rule-index.ts'
import type { RuleList } from './rule-list.ts'

/** A binding that applies to somebody through one of its subjects. */
export interface Application {
  readonly binding: Binding
  /** Index of the first subject that applies. */
  readonly subject: number
}

/** A binding that allows a request, and by which of its rules. */
export interface Found extends Application {
  readonly ruleIndex: number
}

/** From here on one index over all their rules is quicker than asking one binding after the other. */
const many = 8

/** The bindings of one scope that apply to somebody, in the order in which they are visited. */
export class Applications {
  readonly all: Application[] = []
  #different: readonly Application[] | undefined
  #together: Together | undefined
  #problems: readonly Binding[] | undefined
  #problemText: string | undefined

  /** The first subject of a binding counts; another one that applies adds nothing. */
  add(application: Application): void {
    if (this.all.at(-1)?.binding !== application.binding) this.all.push(application)
  }

  /** The first binding that allows a request. */
  firstFor(request: PreparedRequest): Found | undefined {
    const different = (this.#different ??= withDifferentRules(this.all))
    if (different.length > many) return (this.#together ??= new Together(different)).firstFor(request)
    for (const { binding, subject } of different) {
      const ruleIndex = binding.list.firstFor(request)
      if (ruleIndex !== -1) return { binding, subject, ruleIndex }
    }
    return undefined
  }

  /** Bindings whose roles were not found, one for each role. */
  get problems(): readonly Binding[] {
    return (this.#problems ??= firstBy(
      this.all.map(({ binding }) => binding).filter(({ problem }) => problem !== undefined),
      ({ problem }) => problem,
    ))
  }

  get problemText(): string {
    return (this.#problemText ??= problemText(this.problems))
  }
}

/** The rules of many bindings in one index. */
class Together {
  readonly #found: readonly Found[]
  readonly #index: RuleIndex

  constructor(applications: readonly Application[]) {
    this.#found = applications.flatMap(({ binding, subject }) =>
      binding.list.rules.map((_, ruleIndex): Found => ({ binding, subject, ruleIndex })),
    )
    this.#index = new RuleIndex(applications.flatMap(({ binding }) => binding.list.rules))
  }

  firstFor(request: PreparedRequest): Found | undefined {
    return this.#found[this.#index.firstFor(request)]
  }
}

/** Of bindings that give the same rules only the first is ever the first to allow anything. */
function withDifferentRules(all: readonly Application[]): readonly Application[] {
  return all.length < 2 ? all : firstBy(all, ({ binding }): RuleList => binding.list)
}

function firstBy<T>(items: readonly T[], keyOf: (item: T) => unknown): T[] {
  const seen = new Set<unknown>()
  return items.filter((item) => {
    const key = keyOf(item)
    return !seen.has(key) && seen.add(key)
  })
}
