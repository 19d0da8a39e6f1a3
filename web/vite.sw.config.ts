import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { linguiMacro } from './lingui-macro-plugin.ts'

/** The service worker: one file under a name that never changes, beside what the other build has made. */
export default defineConfig({
  plugins: [linguiMacro()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  publicDir: false,
  // A library's is left to whoever uses it, and a worker has no `process`.
  define: { 'process.env.NODE_ENV': JSON.stringify('production') },
  build: {
    target: ['chrome87', 'firefox91', 'safari14'],
    emptyOutDir: false,
    sourcemap: false,
    lib: { entry: 'src/sw/sw.ts', formats: ['iife'], name: 'worker', fileName: () => 'sw.js' },
  },
})
