import type { Plugin } from 'vite'
import { IN_MVP } from './src/lib/feature-table.ts'

/** src/features/{module}/{resource}/… and src/app/routes/{module}/{page}: either name may be a feature's. */
const PLACE = /\/src\/(?:features|app\/routes)\/([^/]+)\/([^/.]+)/

/**
 * `BUILT.quotes` becomes `true` or `false`, and what is behind a false one is left out with its chunks. A build for the MVP breaks when something
 * of a feature that is not in it got in all the same.
 */
export function mvpMode(isMvp: boolean): Plugin {
  const leftOut = Object.entries(IN_MVP).flatMap(([feature, inMvp]) => (isMvp && !inMvp ? [feature] : []))
  return {
    name: 'cleanapp:mvp-mode',
    config: () => ({
      define: Object.fromEntries(
        Object.keys(IN_MVP).map((feature) => [`BUILT.${feature}`, String(!leftOut.includes(feature))]),
      ),
    }),
    generateBundle(_, bundle) {
      const strays = Object.values(bundle)
        .flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []))
        .filter((id) =>
          PLACE.exec(id)
            ?.slice(1)
            .some((name) => leftOut.includes(name.replaceAll('-', '_'))),
        )
      if (strays.length > 0) this.error(`Not in the MVP, but in its build:\n${strays.join('\n')}`)
    },
  }
}
