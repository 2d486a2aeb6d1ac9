import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'

// No polyfill and nothing inlined: the page's policy allows neither inline scripts nor
// data in styles.
export default defineConfig({
  plugins: [svelte()],
  build: { outDir: 'dist', emptyOutDir: false, modulePreload: { polyfill: false }, assetsInlineLimit: 0, target: 'es2022', reportCompressedSize: true },
})
