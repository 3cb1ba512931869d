export function LeadScreen({ leadId }: { leadId: number }) {
  return leadId
}
