import { audited, type AuditedRequest, type AuditPolicyRule } from '../../../packages/engine/src/evidence/index.ts'
import type { Case } from '../../suite.ts'
import { newCase } from './new-case.ts'

interface Vectors {
  readonly requests: Readonly<Record<string, AuditedRequest>>
  readonly rules: Readonly<Record<string, AuditPolicyRule>>
  readonly cases: readonly {
    readonly request: string
    readonly rules: readonly string[]
    readonly policyOmitStages: readonly string[]
    readonly level: string
    readonly omitStages: readonly string[]
  }[]
}

/** The level and the omitted stages of a request under a policy. */
export function auditPolicyCases(file: unknown): Case[] {
  const { requests, rules, cases } = file as Vectors
  return cases.map((vector, i) => {
    const request = requests[vector.request]
    const policy = {
      rules: vector.rules.map((name) => {
        const rule = rules[name]
        if (!rule) throw new Error(`there is no rule ${name}`)
        return rule
      }),
      omitStages: vector.policyOmitStages,
    }
    if (!request) throw new Error(`there is no request ${vector.request}`)
    const { level, omitStages } = audited(policy, request)
    return newCase(
      `audit-policy/${i}/${vector.request} ${vector.rules.join(', ')}`,
      [level, omitStages.toSorted()],
      [vector.level, vector.omitStages.toSorted()],
    )
  })
}
