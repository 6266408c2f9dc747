// Builds the web for Chrome 87-class WebViews and Safari 15; serves it in development with the API behind /api.
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { serviceWorker } from './service-worker.ts'

export const browsers = ['chrome87', 'safari15']

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), serviceWorker()],
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
    reportCompressedSize: false,
    rolldownOptions: {
      // making an endpoint or a shape does nothing by itself, so those a page does not use can go
      treeshake: { manualPureFunctions: ['endpoint', 'page', 'defineText'] },
    },
  },
})
