/** DNS as pods see it: what their resolvers ask, what the cluster answers, and what its configuration makes slow or wrong. */
export { type Corefile, type Directive, parseCorefile, type ServerBlock } from './corefile/parse.ts'
export { type Dns, dnsOf } from './dns.ts'
export type { Libc, Outcome, Query } from './lookup.ts'
export type { ResolvConf } from './resolv-conf.ts'
export type { DnsSetup } from './setup.ts'
export type { Walk, WalkStep } from './walk.ts'
