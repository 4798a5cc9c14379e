/** Asks an API server: requests few at once and spaced out, streams line by line, refusals in plain words. */
export { ApiError, errorOfStatus } from './api-error.ts'
export { ApiClient } from './client.ts'
export { refusalOf } from './hints.ts'
export { messageOf } from './message.ts'
