import { useLingui } from '@lingui/react/macro'
import type { ImportCandidate, ImportRow } from '../../../shared/contract/import.contract.ts'
import classes from './Rows.module.css'

interface CandidateTableProps {
  row: ImportRow
  chosen: number
  onChoose: (candidate: number) => void
}

/** A row of the file above those it may be; of several, one is chosen. What differs from the file is in full ink. */
export function CandidateTable({ row, chosen, onChoose }: CandidateTableProps) {
  const { t } = useLingui()
  const { candidates } = row
  const isChoice = candidates.length > 1
  const columns = [
    { key: 'name', title: t`Name`, of: ({ name }: Compared) => [name] },
    { key: 'company', title: t`Company`, of: ({ company }: Compared) => (company === null ? [] : [company]) },
    { key: 'emails', title: t`E-mail`, of: ({ emails }: Compared) => emails },
    { key: 'phones', title: t`Phone`, of: ({ phones }: Compared) => phones },
  ].filter(
    // The phone in common stands in the heading already.
    ({ key, of }) =>
      (key !== 'phones' || row.reason !== 'same_phone') && [row, ...candidates].some((one) => of(one).length > 0),
  )
  return (
    <table className={classes.compared}>
      <thead>
        <tr>
          <th scope="col">
            <span className="lb-hidden">{t`Where`}</span>
          </th>
          {columns.map(({ key, title }) => (
            <th key={key} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{t`in the file`}</th>
          {columns.map(({ key, of }) => (
            <td key={key}>
              {of(row)
                .slice(0, 2)
                .map((text, place) => (
                  <span key={text}>
                    {place > 0 && ', '}
                    <Breakable text={text} />
                  </span>
                ))}
            </td>
          ))}
        </tr>
        {candidates.map((candidate, at) => (
          <tr key={`${candidate.leadId} ${candidate.row}`}>
            <th scope="row">
              {isChoice ? (
                <label className={classes.candidate}>
                  <input
                    type="radio"
                    name={`candidate-${row.row}`}
                    checked={at === chosen}
                    onChange={() => onChoose(at)}
                  />
                  {whereWords(candidate, t`in the book`, (number) => t`row ${number}`)}
                  <span className="lb-hidden">{candidate.name}</span>
                </label>
              ) : (
                whereWords(candidate, t`in the book`, (number) => t`row ${number}`)
              )}
            </th>
            {columns.map(({ key, of }) => (
              <td key={key}>
                {key === 'name' && candidate.code !== null && <span className="lb-code">{candidate.code} </span>}
                {of(candidate)
                  .slice(0, 2)
                  .map((text, place) => (
                    <span key={text} className={of(row).some((one) => isEqual(one, text)) ? 'lb-quiet' : undefined}>
                      {place > 0 && ', '}
                      <Breakable text={text} />
                    </span>
                  ))}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** An address breaks after its @ before it breaks within a word. */
function Breakable({ text }: { text: string }) {
  const at = text.indexOf('@') + 1
  if (at === 0) return text
  return (
    <>
      {text.slice(0, at)}
      <wbr />
      {text.slice(at)}
    </>
  )
}

type Compared = Pick<ImportCandidate, 'name' | 'company' | 'emails' | 'phones'>

function whereWords(candidate: ImportCandidate, inBook: string, rowWords: (row: number) => string): string {
  return candidate.leadId === null && candidate.row !== null ? rowWords(candidate.row) : inBook
}

function isEqual(a: string, b: string): boolean {
  return a.toLowerCase().replace(/[\s-]/g, '') === b.toLowerCase().replace(/[\s-]/g, '')
}
