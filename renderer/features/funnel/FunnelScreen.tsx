export function FunnelScreen() {
  return null
}
