import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { linguiMacro } from './lingui-macro-plugin.ts'
import { mvpMode } from './mvp-mode-plugin.ts'

const api = process.env.API_URL ?? 'http://localhost:5080'

export default defineConfig({
  plugins: [linguiMacro(), react(), mvpMode(process.env.VITE_MVP_MODE === 'true')],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    target: ['chrome87', 'firefox91', 'safari14'],
    manifest: true,
    sourcemap: false,
    chunkSizeWarningLimit: 600,
    rolldownOptions: {
      output: {
        // A file for each icon that two pages share is dear: the list of who loads what is part of the first load.
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [{ name: 'icons', test: /@tabler[\\/]icons-react/ }],
        },
      },
    },
  },
  server: {
    port: 5173,
    proxy: {
      '/api': { target: api, changeOrigin: false },
      '/hubs': { target: api, changeOrigin: false, ws: true },
    },
  },
  test: { environment: 'node', include: ['src/**/*.test.ts'] },
})
