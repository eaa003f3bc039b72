import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { createServer } from 'vite'

// Serves the screens over the pretend door: `node renderer/dev/serve.ts`, then the address it prints.
const server = await createServer({
  configFile: false,
  root: 'renderer/dev',
  plugins: [react(), tailwindcss()],
  server: { port: 5199, strictPort: true, fs: { allow: ['../..'] } },
})
await server.listen()
server.printUrls()
