import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { IconFileDownload } from '@tabler/icons-react'
import { useState } from 'react'
import type { ImportRequest } from '../../../shared/contract/import.contract.ts'
import type { OutputOf } from '../../../shared/contract/index.ts'
import { ask, askHost } from '../../api/client.ts'
import { useHostProcedure } from '../../api/queries.ts'
import { formatNumber } from '../../app/format.ts'
import { sayFailed } from '../../app/undo.tsx'
import { download } from '../../ui/download.ts'
import { showToast } from '../../ui/toast.tsx'

interface LeftOutButtonProps {
  request: ImportRequest
  fileName: string
  /** How many rows ask or are refused. */
  count: number
  variant?: 'subtle' | 'default'
}

/** Saves the rows that are not written as CSV, each with its reason in the last column, to be mended and imported again. */
export function LeftOutButton({ request, fileName, count, variant = 'subtle' }: LeftOutButtonProps) {
  const { t } = useLingui()
  const isDesktop = useHostProcedure('host.state', {}).data?.host === 'desktop'
  const [isFetching, setFetching] = useState(false)
  const saved = t`${fileName.replace(/\.[^.]{1,5}$/, '')} - left out.csv`
  const rows = formatNumber(count)

  async function save() {
    setFetching(true)
    try {
      const csv = await leftOutCsv(request)
      if (!isDesktop) download(saved, csv)
      if (!isDesktop || (await saveByHost(saved, csv))) showToast({ message: t`Saved ${saved}` })
    } catch (error) {
      sayFailed(error)
    } finally {
      setFetching(false)
    }
  }

  return (
    <Button
      size="sm"
      variant={variant}
      disabled={isFetching}
      leftSection={<IconFileDownload size={16} stroke={1.5} aria-hidden />}
      onClick={() => void save()}
    >
      {plural(count, {
        one: `Download the ${rows} row left out, with its reason`,
        other: `Download the ${rows} rows left out, with reasons`,
      })}
    </Button>
  )
}

/** A spreadsheet takes a file without this mark for one of an old encoding. */
const BYTE_ORDER_MARK = '\uFEFF'

async function leftOutCsv(request: ImportRequest): Promise<Blob> {
  const pieces: string[] = []
  let offset: number | null = 0
  while (offset !== null) {
    const piece: OutputOf<'import.leftOut'> = await ask('import.leftOut', { ...request, offset })
    pieces.push(pieces.length === 0 ? BYTE_ORDER_MARK + piece.csv.replace(/^\uFEFF/, '') : piece.csv)
    offset = piece.next
  }
  return new Blob(pieces, { type: 'text/csv;charset=utf-8' })
}

/** Asks where to save it, as the desktop app lets no page download. */
async function saveByHost(fileName: string, csv: Blob): Promise<boolean> {
  const bytes = new Uint8Array(await csv.arrayBuffer())
  return (await askHost('host.saveCsv', { fileName, bytes })).isSaved
}
