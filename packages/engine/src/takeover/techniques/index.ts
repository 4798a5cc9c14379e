/** Techniques, one file each: what each needs, and what it gives an intruder. */
export { techniques } from './catalogue.ts'
