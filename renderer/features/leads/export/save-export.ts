import type { Exported } from '../../../../shared/contract/export.contract.ts'
import type { OutputOf } from '../../../../shared/contract/index.ts'
import { ask, askHost } from '../../../api/client.ts'
import { download } from '../../../ui/download.ts'

/** Hands an exported file to the seller: the desktop app asks where to, a browser downloads it. False where the seller left. */
export async function saveExport({ exportId, fileName }: Exported, isDesktop: boolean): Promise<boolean> {
  if (isDesktop) return (await askHost('host.saveExport', { exportId })).isSaved
  const pieces: BlobPart[] = []
  for (let offset: number | null = 0; offset !== null; ) {
    const piece: OutputOf<'file.piece'> = await ask('file.piece', { exportId, offset })
    pieces.push(new Uint8Array(piece.bytes))
    offset = piece.next
  }
  download(fileName, new Blob(pieces, { type: 'application/octet-stream' }))
  return true
}
