import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { dependencies } from './package.json' with { type: 'json' }

const native = ['@serialport/bindings-cpp', 'better-sqlite3', 'koffi', 'pcsc-mini']
// Makes a `require` of its own, which would meet the one that the build puts into each program.
const selfRequiring = ['fflate']
const bundled = Object.keys(dependencies).filter((name) => !native.includes(name) && !selfRequiring.includes(name))

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      // One file loads faster than hundreds; what carries a native binary stays a package.
      externalizeDeps: { exclude: bundled },
      // Less to read at each start; the maps stay beside it for whoever reads a stack trace.
      minify: true,
      sourcemap: true,
      rollupOptions: {
        // Each utility process is a program of its own beside the main one.
        input: {
          index: 'main/app/index.ts',
          'outbox-process': 'main/outbox/process/process.ts',
          'care-process': 'main/care/process.ts',
          'code-import-process': 'main/code-import/process.ts',
          'report-process': 'main/reports/process.ts',
          'card-reader-process': 'native/card-reader/process.ts',
          'cshis-process': 'native/nhi-control/cshis/process.ts',
          'serial-scanner-process': 'native/serial-scanner/process.ts',
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      // The sandboxed preload can only be CommonJS, and must carry everything it needs.
      externalizeDeps: false,
      rollupOptions: {
        input: { index: 'preload/index.ts', display: 'preload/display.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react(), tailwindcss()],
    build: {
      outDir: 'out/renderer',
      minify: true,
      rollupOptions: {
        input: {
          index: 'renderer/index.html',
          print: 'renderer/print/index.html',
          display: 'renderer/display/index.html',
        },
      },
    },
  },
})
