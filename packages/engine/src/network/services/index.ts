/** Services, what they lead to, and what leads to them from outside. */
export { type Backend, Backends, isReady, targetAt } from './backends.ts'
export { entriesByService, type Entry } from './entries.ts'
export { hostnamesOf } from './hostnames.ts'
export { type Service, type ServicePort, servicesOf } from './service.ts'
