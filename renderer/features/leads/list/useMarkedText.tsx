import { type ReactNode, useCallback, useMemo } from 'react'
import { markMatches } from '../../../../shared/domain/leads/mark-matches.ts'
import { readSearch } from '../../../../shared/domain/leads/search-text.ts'
import classes from './LeadCells.module.css'

/** Marks in a text what was searched for; the text itself while nothing is. */
export function useMarkedText(typed: string): (text: string) => ReactNode {
  const search = useMemo(() => readSearch(typed.trim()), [typed])
  return useCallback(
    (text: string) => {
      const marks = search === null ? [] : markMatches(text, search)
      if (marks.length === 0) return text
      const pieces: ReactNode[] = []
      let at = 0
      for (const { start, end } of marks) {
        pieces.push(
          text.slice(at, start),
          <mark key={start} className={classes.found}>
            {text.slice(start, end)}
          </mark>,
        )
        at = end
      }
      return [...pieces, text.slice(at)]
    },
    [search],
  )
}
