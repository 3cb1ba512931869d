export { normalizePhone } from './phones.ts'
