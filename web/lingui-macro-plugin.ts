import { transformAsync } from '@babel/core'
import { makeConfig } from '@lingui/conf'
import type { Plugin } from 'vite'

const linguiConfig = makeConfig({ locales: ['pt-BR', 'en'], sourceLocale: 'pt-BR' }, { skipValidation: true })

/**
 * Lingui's own Vite plugin wants a newer Node than the build machines have, so its Babel macro runs here, on the files that use it
 * and on nothing else. Messages keep their Portuguese text: it travels with the route that shows it, and only another language needs a catalogue.
 */
export function linguiMacro(): Plugin {
  return {
    name: 'cleanapp:lingui-macro',
    enforce: 'pre',
    async transform(code, id) {
      const file = id.split('?')[0] ?? id
      if (!/\.tsx?$/.test(file) || file.includes('node_modules') || !code.includes('@lingui/core/macro'))
        return null
      const result = await transformAsync(code, {
        filename: file,
        babelrc: false,
        configFile: false,
        sourceMaps: true,
        parserOpts: { plugins: ['typescript', 'jsx'] },
        plugins: [['@lingui/babel-plugin-lingui-macro', { descriptorFields: 'message', linguiConfig }]],
      })
      return result?.code ? { code: result.code, map: result.map } : null
    },
  }
}
