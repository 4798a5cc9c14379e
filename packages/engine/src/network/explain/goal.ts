import type { Protocol } from '../policy/policy.ts'
import type { Service, ServicePort } from '../services/index.ts'
import type { Start } from './sides.ts'
import type { Target } from './target.ts'

/** What the connections of a question are found by. */
export interface Search {
  readonly from: Target
  readonly to: Target
  readonly port: string | undefined
  readonly protocol: Protocol | undefined
}

/** What is connected to, at one port. */
export interface Goal extends Start {
  readonly port: number
  readonly protocol: Protocol
  readonly via?: Via
}

/** The Service's port that leads to a pod. */
export interface Via {
  readonly service: Service
  readonly port: ServicePort
}

/** A port of a Service that leads nowhere, or not to some of its pods. */
export interface DeadEnd {
  readonly service: Service
  readonly port: string
  readonly protocol: Protocol
  readonly message: string
}
