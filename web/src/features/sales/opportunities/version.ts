/** What became of a version by one's own doing: who moves a card twice in a breath is not late by their own first move. */
const next = new Map<string, number>()

export function noteOwn(id: string, seen: number, version: number): void {
  if (version !== seen) next.set(`${id}/${seen}`, version)
}

/** For `If-Match`: what was seen, and what oneself has made of it since. */
export function tagOf(id: string, seen: number): string {
  let version = seen
  for (let later = next.get(`${id}/${version}`); later; later = next.get(`${id}/${version}`)) version = later
  return `"v${version}"`
}
