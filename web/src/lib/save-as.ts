/** What is in memory, among the person's downloads. */
export function saveAs(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = addressFor(file)
  link.download = name
  link.click()
}

/** For a moment: not shorter, since some browsers read it only after the click has returned. */
export function addressFor(file: Blob): string {
  const url = URL.createObjectURL(file)
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
  return url
}
