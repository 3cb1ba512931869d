/** A column that grows is not made narrower than this, in px. */
const LEAST_GROWING = 90

interface Measures {
  key: string
  width: number
  grow?: number | undefined
  isFrozen?: boolean
}

/**
 * The columns with greater widths in px by their keys. What they need more is taken from the least widths of those that grow and are
 * not frozen, so that the table fits where it did before.
 */
export function widenColumns<Column extends Measures>(
  columns: readonly Column[],
  widths: ReadonlyMap<string, number>,
): Column[] {
  const widened = columns.map((column) => ({ ...column, width: Math.max(column.width, widths.get(column.key) ?? 0) }))
  let missing = widened.reduce((sum, { width }, at) => sum + width - (columns[at]?.width ?? width), 0)
  return widened.map((column) => {
    if (column.grow === undefined || column.isFrozen === true || widths.has(column.key)) return column
    const given = Math.min(missing, Math.max(0, column.width - LEAST_GROWING))
    missing -= given
    return { ...column, width: column.width - given }
  })
}
