const LEGAL_FORMS = new Set(
  'ab ag aps as asa bv bvba co company corp corporation eg ek eurl ev gbr gmbh inc incorporated kg kgaa lda limited llc llp ltd mbh nv ohg oy oyj plc pty sa sarl sas sasu sl slu snc spa srl sro ug und'.split(
    ' ',
  ),
)

/** What two spellings of a company are compared by: its folded name without signs and without the legal form at its end. */
export function companyKey(nameKey: string): string {
  const words = nameKey
    .replace(/\./g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
  let end = words.length
  while (end > 1 && LEGAL_FORMS.has(words[end - 1] ?? '')) end -= 1
  return words.slice(0, end).join(' ') || nameKey
}
