import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'

// No polyfill and nothing inlined: the page's policy allows neither inline scripts nor
// data in styles.
export default defineConfig({
  // The names that keep the styles of components apart are in every element: short, they
  // save a hundredth of what is sent.
  plugins: [svelte({ compilerOptions: { cssHash: ({ hash, css }) => 's' + hash(css).slice(-4) } })],
  build: { outDir: 'dist', emptyOutDir: false, modulePreload: { polyfill: false }, assetsInlineLimit: 0, target: 'es2022', reportCompressedSize: true },
})
