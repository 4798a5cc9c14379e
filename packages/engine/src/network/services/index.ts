/** Services, what they lead to, and what leads to them from outside. */
export { type Backend, Backends, targetAt } from './backends.ts'
export { entriesByService, type Entry } from './entries.ts'
export { type Service, type ServicePort, servicesOf } from './service.ts'
