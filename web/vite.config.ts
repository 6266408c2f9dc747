// Builds the web for Chrome 87-class WebViews and Safari 15; serves it in development with the API behind /api.
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { pureContract } from './pure-contract.ts'
import { serviceWorker } from './service-worker.ts'

const browsers = ['chrome87', 'safari15']

/** We write React; Preact runs it. It is 55 kB smaller, which is half of what a slow phone would have to fetch. */
const preactForReact = [
  { find: /^react\/jsx-(dev-)?runtime$/, replacement: 'preact/jsx-runtime' },
  { find: /^react-dom\/client$/, replacement: 'preact/compat/client' },
  { find: /^react(-dom)?$/, replacement: 'preact/compat' },
  { find: /^use-sync-external-store\/shim.*/, replacement: 'preact/compat' },
]

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [pureContract(), serviceWorker()],
  resolve: { alias: preactForReact },
  server: {
    port: 5173,
    proxy: { '/api': { target: process.env['API_URL'] ?? 'http://localhost:3000', changeOrigin: false } },
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: browsers,
    cssTarget: browsers,
    cssMinify: 'lightningcss',
    assetsInlineLimit: 2048,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      // "use client" means nothing to us
      onwarn: (warning, warn) => {
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning)
      },
    },
  },
})
