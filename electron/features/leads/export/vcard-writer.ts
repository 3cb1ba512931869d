import { ID_PROPERTY } from '../../../../shared/domain/leads/export-columns.ts'
import type { LeadField } from '../../../../shared/domain/leads/lead-fields.ts'
import { listText, readTextList } from '../../../../shared/domain/leads/text-list.ts'
import type { LeadTable, LeadWriter } from './lead-writer.ts'
import type { PieceFile } from './piece-file.ts'

/** Octets of a line without its line break. Source: RFC 6350, section 3.2. */
const LINE_OCTETS = 75

const PLAIN_PROPERTIES: Partial<Record<LeadField, string>> = {
  jobTitle: 'TITLE',
  email: 'EMAIL',
  phone: 'TEL',
  notes: 'NOTE',
}
const ADDRESS: readonly LeadField[] = ['street', 'city', 'region', 'postalCode', 'country']

/** vCard 4.0 (RFC 6350): a card for each lead with what an address book knows of the chosen columns. */
export function vcardWriter(file: PieceFile, { columns }: LeadTable): LeadWriter {
  return {
    cutCellCount: 0,
    add: (cells, { exportId, called }) => {
      const lines = ['BEGIN:VCARD', 'VERSION:4.0', `FN:${escaped(called)}`, `${ID_PROPERTY}:${escaped(exportId)}`]
      const address = new Map<LeadField, string>()
      columns.forEach(({ field }, at) => {
        const text = cells[at] ?? ''
        if (field === undefined || text === '') return
        const property = PLAIN_PROPERTIES[field]
        if (property !== undefined) lines.push(`${property}:${escaped(text)}`)
        else if (field === 'company') lines.push(`ORG:${escaped(text)}`)
        else if (field === 'link') lines.push(`URL:${escapedAddress(text)}`)
        else if (field === 'tag') lines.push(`CATEGORIES:${readTextList(text).map(categoryOf).join(',')}`)
        else if (ADDRESS.includes(field)) address.set(field, text)
      })
      if (address.size > 0) {
        const parts = ADDRESS.map((field) => escaped(address.get(field) ?? ''))
        lines.push(`ADR:;;${parts.join(';')}`)
      }
      file.add(`${lines.map(folded).join('\r\n')}\r\nEND:VCARD\r\n`)
    },
    finish: () => undefined,
  }
}

/** A tag that holds a comma comes back as one: it stands in quotes, as in a list of tags that is typed. */
function categoryOf(tag: string): string {
  return escaped(listText([tag]))
}

function escaped(text: string): string {
  return oneLine(text.replace(/[\\,;]/g, '\\$&'))
}

/** An address of the web keeps its commas: RFC 6350 escapes texts only. */
function escapedAddress(url: string): string {
  return oneLine(url.replaceAll('\\', '\\\\'))
}

function oneLine(text: string): string {
  return text.replaceAll('\0', '').replace(/\r\n?|\n/g, '\\n')
}

/** A line folded so that no part of it has more octets than it may, and no sign stands in two. */
function folded(line: string): string {
  if (line.length * 3 <= LINE_OCTETS) return line
  let result = ''
  let octets = 0
  for (const sign of line) {
    const length = Buffer.byteLength(sign)
    if (octets + length > LINE_OCTETS) {
      result += '\r\n '
      octets = 1
    }
    result += sign
    octets += length
  }
  return result
}
