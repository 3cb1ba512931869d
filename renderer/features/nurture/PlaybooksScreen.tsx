export function PlaybooksScreen() {
  return null
}
