/** Hands a file to the browser's downloads. The desktop app lets no page do so: its host saves. */
export function download(fileName: string, file: Blob): void {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = fileName
  link.click()
  // A browser may fetch the file only after it has asked where to.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
