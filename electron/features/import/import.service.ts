export { normalizePhone } from './phones.ts'
export { readIntoRows, refusalOfReading } from './read-file.ts'
export { NeedsLibrary } from './readers/read-refusal.ts'
export { type ReadChoices, readChoicesOf, tablePlace } from './table-place.ts'
