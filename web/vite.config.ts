// Builds the web for Chrome 87-class WebViews and Safari 15; serves it in development with the API behind /api.
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { pureContract } from './pure-contract.ts'
import { serviceWorker } from './service-worker.ts'

export const browsers = ['chrome87', 'safari15']

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), pureContract(), serviceWorker()],
  resolve: {
    // React itself has it since 18; the shim is for older ones
    alias: [{ find: /^use-sync-external-store\/shim.*/, replacement: 'react' }],
  },
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
  },
})
