// Collects every Portuguese sentence into src/locales/en.json: translations that are there stay, sentences that are gone leave.
// With --check, only says whether the file is current.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { transformSync, traverse } from '@babel/core'
import { makeConfig } from '@lingui/conf'

const target = 'src/locales/en.json'
const linguiConfig = makeConfig({ locales: ['pt-BR', 'en'], sourceLocale: 'pt-BR' }, { skipValidation: true })
const before = JSON.parse(readFileSync(target, 'utf8'))
const found = {}

for (const file of readdirSync('src', { recursive: true, encoding: 'utf8' }).sort()) {
  if (!/\.tsx?$/.test(file) || file.endsWith('.test.ts')) continue
  const code = readFileSync(`src/${file}`, 'utf8')
  if (!code.includes('@lingui/core/macro')) continue
  const { ast } = transformSync(code, {
    filename: file,
    ast: true,
    code: false,
    babelrc: false,
    configFile: false,
    parserOpts: { plugins: ['typescript', 'jsx'] },
    plugins: [['@lingui/babel-plugin-lingui-macro', { descriptorFields: 'message', linguiConfig }]],
  })
  traverse(ast, {
    ObjectExpression({ node }) {
      const field = (name) => node.properties.find((property) => property.key?.name === name)?.value?.value
      const id = field('id')
      const source = field('message')
      if (typeof id === 'string' && typeof source === 'string')
        found[id] = { source, translation: before[id]?.translation ?? '' }
    },
  })
}

const text = `${JSON.stringify(Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1))), null, 2)}\n`
if (process.argv.includes('--check')) {
  if (text !== readFileSync(target, 'utf8')) {
    console.error(`${target} is not current. Run: npm run i18n:extract`)
    process.exitCode = 1
  }
} else {
  writeFileSync(target, text)
  const missing = Object.values(found).filter((entry) => entry.translation === '').length
  console.log(`${Object.keys(found).length} sentences, ${missing} without English.`)
}
