import * as z from 'zod/mini'
import { plainDateSchema } from '../primitives/plain-date.ts'
import { leadSelectionSchema } from './lead-query.contract.ts'
import { changedSchema } from './leads.contract.ts'
import { command, query } from './procedure.ts'

/** What still names somebody after they are erased, because it stands outside of the workbook. */
const leftBehindSchema = z.object({
  /** Days of the daily backups that were made before. The oldest of seven goes with each new one. */
  backups: z.array(plainDateSchema),
  /** Backups made before a new version of the app; they stay until they are deleted by hand. */
  versionBackupCount: z.int(),
  /** Files that are attached by reference: they stay where they are. */
  attachedFileCount: z.int(),
})
export type LeftBehind = z.infer<typeof leftBehindSchema>

export const trashContract = {
  /** Moves leads to the trash. Ends their open next action and run, as resting does. */
  'leads.archive': command(z.strictObject({ leads: leadSelectionSchema }), changedSchema),
  /** Brings leads back from the trash to the lists. What was planned stays ended. */
  'leads.restore': command(z.strictObject({ leads: leadSelectionSchema }), changedSchema),
  /** What is in the trash, and what erasing all of it would leave behind. */
  'leads.trash': query(
    z.strictObject({}),
    z.object({
      count: z.int(),
      /** The day on which the first of them was moved there. */
      oldestOn: z.nullable(plainDateSchema),
      /** Those of whom a mark remains, because they asked not to be contacted. */
      doNotContactCount: z.int(),
      ...leftBehindSchema.shape,
    }),
  ),
  /**
   * Erases leads in the trash for good: their rows, what the journal keeps of them and of leads merged into them, and companies and tags
   * that nobody else has. Cannot be undone. Of those who asked not to be contacted a mark remains that imports are compared with.
   * not_possible where one is not in the trash, or where they are not `count` leads any more: nobody is erased whom the seller was not told of.
   */
  'leads.erase': command(
    z.strictObject({ leads: leadSelectionSchema, count: z.int().check(z.positive()) }),
    z.object({
      erasedCount: z.int(),
      markedCount: z.int(),
      /** Changes that undo takes back for other leads only, or not at all any more. */
      partlyUndoableCount: z.int(),
      /** Whether the file was written anew, so that not even its free space holds them. False where the disk had no room or somebody else reads the file. */
      isFileClean: z.boolean(),
      ...leftBehindSchema.shape,
    }),
  ),
}
