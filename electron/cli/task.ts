import type { Core } from '../core/core.ts'
import type { Answer } from './output.ts'

/** A command whose words have been read: what is left to do with a core, on an open workbook but for `new`. */
export type Task = (core: Core) => Promise<Answer>
