/** What a lead is called wherever it stands: its name, else its company, its e-mail, its phone; null where it has none of them. */
export function displayName(lead: {
  name: string | null
  company: string | null
  email: string | null
  phone: string | null
}): string | null {
  for (const text of [lead.name, lead.company, lead.email, lead.phone]) {
    const trimmed = text?.trim()
    if (trimmed) return trimmed
  }
  return null
}
