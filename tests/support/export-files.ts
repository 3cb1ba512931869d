import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Core } from '../../electron/core/core.ts'
import type { Exported } from '../../shared/contract/export.contract.ts'
import type { InputOf } from '../../shared/contract/index.ts'

/** Exports leads into a folder, as a host does; gives where the file stands. */
export async function exportInto(
  core: Core,
  folder: string,
  request: InputOf<'leads.export'>,
): Promise<{ path: string; exported: Exported }> {
  const exported = await core.call('leads.export', request)
  const path = join(folder, exported.fileName)
  copyFileSync(core.findExport(exported.exportId).path, path)
  return { path, exported }
}
