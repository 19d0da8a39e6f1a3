import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { build, type Rollup } from 'vite'
import { IN_MVP, type Feature } from './feature-table'
import { isAvailable, isOffered } from './features'

const web = fileURLToPath(new URL('../..', import.meta.url))
const answer = (...available: Feature[]) => ({
  items: (Object.keys(IN_MVP) as Feature[]).map((feature) => ({
    feature,
    available: available.includes(feature),
  })),
})

afterEach(() => vi.unstubAllEnvs())

it('has the table of the server', () => {
  const table = readFileSync(join(web, '../src/Application/Common/Features.cs'), 'utf8')
  const rows = [...table.matchAll(/\[Feature\.(\w+)\] = (true|false)/g)].map(([, name, inMvp]) => [
    name!.replace(/(?<=.)[A-Z]/g, '_$&').toLowerCase(),
    inMvp === 'true',
  ])
  expect(rows.length).toBeGreaterThan(20)
  expect(Object.fromEntries(rows)).toEqual(IN_MVP)
})

describe('what is shown', () => {
  it('is what everybody has, until the server has said what the company has', () => {
    expect(isAvailable('counter', undefined)).toBe(true)
    expect(isAvailable('quotes', undefined)).toBe(false)
    expect(isAvailable('quotes', answer('quotes'))).toBe(true)
    expect(isAvailable('counter', answer('quotes'))).toBe(false)
  })

  it('is refused only where it is certain not to be there', () => {
    expect(isOffered('quotes', undefined)).toBe(true)
    expect(isOffered('quotes', answer())).toBe(false)
    expect(isOffered('counter', answer('counter'))).toBe(true)
    // By a server older than the page.
    expect(isOffered('quotes', { items: [] })).toBe(false)
  })

  it('is never what was left out of the build, whatever the server offers', () => {
    vi.stubEnv('VITE_MVP_MODE', 'true')
    expect(isOffered('quotes', answer('quotes'))).toBe(false)
    expect(isAvailable('quotes', answer('quotes'))).toBe(false)
    expect(isAvailable('counter', answer('counter'))).toBe(true)
  })
})

/** The routes of a feature in the MVP and of one that is not, as the router has them. */
const guarded = `
export const routes = [
  { path: '/balcao', component: BUILT.counter ? () => import('./routes/counter/operator') : undefined },
  { path: '/campanhas', component: BUILT.campaigns ? () => import('./routes/campaigns/list') : undefined },
]`

describe('a build', () => {
  it('for the MVP leaves out the chunks of what is not in it', { timeout: 30_000 }, async () => {
    expect(await chunksOf(guarded, 'true')).toEqual(['operator.ts', 'router.ts'])
  })

  it.each([undefined, 'false'])('has everything otherwise (%s)', { timeout: 30_000 }, async (mode) => {
    expect(await chunksOf(guarded, mode)).toEqual(['list.ts', 'operator.ts', 'router.ts'])
  })

  it('for the MVP breaks when something of the rest got in', { timeout: 30_000 }, async () => {
    const forgotten = `export const list = () => import('./routes/campaigns/list')`
    await expect(chunksOf(forgotten, 'true')).rejects.toThrow(/Not in the MVP[^]*routes\/campaigns\/list\.ts/)
    const below = `import '../features/campaigns/audiences/size'`
    await expect(chunksOf(below, 'true')).rejects.toThrow(/features\/campaigns\/audiences\/size\.ts/)
    expect(await chunksOf(forgotten, undefined)).toContain('list.ts')
  })
})

/** What the product's own configuration makes of a small application. */
async function chunksOf(router: string, mode: string | undefined): Promise<string[]> {
  vi.stubEnv('VITE_MVP_MODE', mode)
  mkdirSync(join(web, 'node_modules/.cache'), { recursive: true })
  const root = mkdtempSync(join(web, 'node_modules/.cache/mvp-'))
  const files = {
    'src/app/router.ts': router,
    'src/app/routes/counter/operator.ts': `export const name = 'operator'; console.log(name)`,
    'src/app/routes/campaigns/list.ts': `export const name = 'list'; console.log(name)`,
    'src/features/campaigns/audiences/size.ts': `console.log('size')`,
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  try {
    const { output } = (await build({
      configFile: join(web, 'vite.config.ts'),
      root,
      logLevel: 'silent',
      build: {
        write: false,
        rollupOptions: { input: join(root, 'src/app/router.ts'), preserveEntrySignatures: 'allow-extension' },
      },
    })) as Rollup.RollupOutput
    return output
      .flatMap((file) => (file.type === 'chunk' ? (file.facadeModuleId ?? []) : []))
      .map((id) => id.split('/').at(-1)!)
      .sort()
  } finally {
    rmSync(root, { recursive: true })
  }
}
