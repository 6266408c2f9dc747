// Builds the web for Chrome 87-class WebViews and Safari 15; serves it in development with the API behind /api.
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { pageHints } from './page-hints.ts'
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
  plugins: [pureContract(), pageHints(), serviceWorker()],
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
      output: {
        chunkFileNames: ({ name }) => (name.startsWith('part') ? 'assets/part-[hash].js' : 'assets/[name]-[hash].js'),
        codeSplitting: {
          groups: [
            // on a slow line each small file waits for a connection of its own
            { name: 'app', tags: ['$initial'], priority: 2 },
            {
              name: 'phone',
              // the drawings of the exchange shop are of no use at a door
              test: /\/web\/(ui\/(?!desk|map)|kit\/|features\/(?!rewards)[^/]+\/phone\/)/,
              minShareCount: 6,
              priority: 1,
            },
          ],
        },
      },
      // "use client" means nothing to us
      onwarn: (warning, warn) => {
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning)
      },
    },
  },
})
