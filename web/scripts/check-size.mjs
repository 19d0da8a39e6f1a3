// Budgets of the first load and of every route, in gzip bytes, from Vite's manifest. Fails the build when one is exceeded.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const KB = 1000
const FIRST_LOAD_KB = 130
const ROUTE_KB = 180

const dist = new URL('../dist/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'))
const sizes = new Map()
const size = (file) => {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length)
  return sizes.get(file)
}

/** The chunk and everything it imports before it can run. */
function chunks(key, seen = new Set()) {
  if (seen.has(key)) return seen
  seen.add(key)
  for (const next of manifest[key].imports ?? []) chunks(next, seen)
  return seen
}
const sum = (keys) => [...keys].reduce((total, key) => total + size(manifest[key].file), 0)

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry)
const entryChunks = chunks(entry)
const routes = Object.keys(manifest).filter((key) => /^src\/app\/(routes|shell)\//.test(key))
const signIn = routes.find((key) => key.endsWith('identity/sign-in.tsx'))
const shell = routes.find((key) => key.endsWith('shell/shell.tsx'))
if (!entry || !signIn || !shell)
  throw new Error('The manifest has no entry, sign-in or shell: the size check is blind.')

const rows = [['first load: sign-in', sum(new Set([...entryChunks, ...chunks(signIn)])), FIRST_LOAD_KB]]
for (const key of routes) {
  // Everything behind the sign-in wall opens inside the shell and needs both.
  const inShell =
    /counter\/(operator|tickets)|channels\/|inbox\/|sales\/(?!public-)|settings\/|profile\//.test(key)
  const lazy = new Set(
    [...chunks(key), ...(inShell ? chunks(shell) : [])].filter((chunk) => !entryChunks.has(chunk)),
  )
  rows.push([key.replace(/^src\/app\/(routes\/)?/, ''), sum(lazy), ROUTE_KB])
}

let failed = false
for (const [name, bytes, budget] of rows) {
  const kb = bytes / KB
  const over = kb > budget
  failed ||= over
  console.log(`${over ? '✗' : '✓'} ${name.padEnd(34)} ${kb.toFixed(1).padStart(7)} kB of ${budget}`)
}
if (failed) {
  console.error('Over budget: load it later, or leave it out.')
  process.exit(1)
}
