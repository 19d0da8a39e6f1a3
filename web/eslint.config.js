import { readdirSync } from 'node:fs'
import js from '@eslint/js'
import globals from 'globals'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

// The walls come from the folders themselves: a new module is walled the day its folder is made.
const modules = readdirSync(new URL('./src/features/', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)

const wall = (files, patterns) => ({ files, rules: { 'no-restricted-imports': ['error', { patterns }] } })

const noMantine = {
  group: [
    '@mantine/*',
    '@tabler/*',
    '@/components/ui',
    '@/components/ui/*',
    '@/theme',
    '@/lib/notify',
    '@/lib/color-scheme',
  ],
  message: 'This page loads without Mantine: use components/plain.',
}
const noFeature = {
  group: ['@/features/*', '**/features/*'],
  message: 'Features may use this, not the other way round.',
}
const noApp = { group: ['@/app/*', '**/app/**'], message: 'Only src/app composes; nothing imports it.' }

export default tseslint.config(
  { ignores: ['dist', 'src/lib/api/schema.d.ts'] },
  js.configs.recommended,
  tseslint.configs.strict,
  {
    files: ['**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    languageOptions: { globals: globals.browser },
    rules: {
      ...reactHooks.configs.recommended.rules,
      // `noUncheckedIndexedAccess` makes it needed where a check has just been made.
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.property.name='mutate'][arguments.length>1]",
          message:
            'Callbacks of a call are lost with its component: mutateAsync(…).then(done, failed), see lib/mutations.',
        },
      ],
    },
  },
  {
    files: ['scripts/**', '*.config.*', 'public/**'],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
  },
  wall(['src/components/**', 'src/lib/**', 'src/theme.ts'], [noFeature, noApp]),
  wall(['src/components/plain/**'], [noFeature, noApp, noMantine]),
  ...modules.map((module) =>
    wall(
      [`src/features/${module}/**`],
      [
        noApp,
        {
          group: modules
            .filter((other) => other !== module)
            .flatMap((other) => [`@/features/${other}`, `@/features/${other}/**`, `**/../${other}/**`]),
          message: 'A feature does not know another; the route composes them.',
        },
      ],
    ),
  ),
  wall(
    [
      'src/app/app.tsx',
      'src/app/router.tsx',
      'src/app/routes/identity/**',
      'src/app/routes/payments/**',
      'src/app/routes/counter/{panel,follow}.tsx',
      'src/app/routes/privacy/**',
      'src/app/routes/sales/public-proposal.tsx',
    ],
    [noMantine],
  ),
  wall(
    [
      'src/features/identity/auth/**',
      'src/features/payments/pay/**',
      'src/features/counter/follow/**',
      'src/features/privacy/form/**',
      'src/features/sales/public-proposal/**',
      'src/features/counter/panel/components/{panel-screen,pairing,call-board}.tsx',
    ],
    [
      noApp,
      noMantine,
      {
        group: ['@/features/*', '@/features/**'],
        message: 'A feature does not know another; the route composes them.',
      },
    ],
  ),
)
