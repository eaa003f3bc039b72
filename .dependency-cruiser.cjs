/** The walls of the house. Each rule says what to do instead. */
const only = (from, to, comment) => ({ name: comment.name, comment: comment.text, severity: 'error', from, to })

module.exports = {
  forbidden: [
    only(
      { path: '^renderer/', pathNot: '\\.test\\.tsx?$|^renderer/(dev/|vite\\.config)' },
      { path: '^(main|native|e2e|scripts)/|^preload/index|node_modules/electron/' },
      {
        name: 'renderer-stays-in-front',
        text: 'The front room asks through renderer/bridge; add a channel to preload/contract.',
      },
    ),
    only(
      { path: '^renderer/', pathNot: '\\.test\\.tsx?$|^renderer/(dev/|vite\\.config)' },
      { dependencyTypes: ['core'] },
      { name: 'renderer-has-no-node', text: 'The front room is a page: ask main.' },
    ),
    only(
      { path: '^renderer/features/([^/]+)/' },
      { path: '^renderer/features/([^/]+)/', pathNot: '^renderer/features/$1/' },
      { name: 'features-are-apart', text: 'Move what two features need to renderer/ui or renderer/app.' },
    ),
    only(
      { path: '^renderer/(scan|ui|bridge|i18n)/' },
      { path: '^renderer/features/' },
      { name: 'parts-know-no-feature', text: 'Take what the feature knows as an argument or a callback.' },
    ),
    only(
      { path: '^(main|native)/' },
      { path: '^renderer/' },
      { name: 'main-never-renders', text: 'Publish an event instead.' },
    ),
    only(
      { path: '^native/' },
      { path: '^main/' },
      { name: 'porch-knows-no-house', text: 'Hand it in as an argument from main/app/compose.ts.' },
    ),
    only(
      { path: '^preload/contract/', pathNot: '\\.test\\.ts$' },
      { pathNot: '^preload/contract/|node_modules/zod/' },
      { name: 'contract-imports-zod-only', text: 'Rules that need more live in main/domain.' },
    ),
    only(
      { path: '^main/domain/', pathNot: '\\.test\\.ts$' },
      { pathNot: '^main/domain/|^preload/contract/|node_modules/zod/' },
      { name: 'domain-is-pure', text: 'Time, ids, randomness and tables come in as arguments.' },
    ),
    only(
      { path: '^main/usecases/', pathNot: '\\.test\\.ts$' },
      { path: 'node_modules/(electron|better-sqlite3|kysely|undici|pcsc-mini|@serialport)/|^electron$' },
      { name: 'usecases-use-ports', text: 'Go through a port, a repository or main/platform.' },
    ),
    only(
      { path: '^(main|native|renderer|preload)/', pathNot: '^main/store/' },
      { path: 'node_modules/(better-sqlite3|better-sqlite3-multiple-ciphers|kysely)/' },
      { name: 'sql-lives-in-store', text: 'Add a function to a repository in main/store.' },
    ),
    only(
      { path: '^(main|native|renderer|preload)/', pathNot: '^native/card-reader/pcscReader\\.ts$' },
      { path: 'node_modules/pcsc-mini/' },
      { name: 'pcsc-in-one-file', text: 'Use CardReaderPort; inside the room, Pcsc.' },
    ),
    only(
      {
        path: '^(main|native|renderer|preload)/',
        pathNot:
          '^native/(card-reader/winscard(\\.test)?|nhi-control/cshis/koffiLibrary|serial-scanner/testing/pseudoPort)\\.ts$',
      },
      { path: 'node_modules/koffi/' },
      { name: 'koffi-in-one-room', text: 'Foreign code is called in a helper process, behind a port of native/.' },
    ),
    only(
      { path: '^(main|native|renderer|preload)/', pathNot: '^native/serial-scanner/systemPorts\\.ts$' },
      { path: 'node_modules/@serialport/' },
      { name: 'serial-ports-in-one-file', text: 'Use SerialScannerPort; inside the room, SerialPorts.' },
    ),
    only(
      { path: '^main/store/migrations/[0-9]', pathNot: '\\.test\\.ts$' },
      { path: '^(main|native|preload)/', pathNot: '^main/store/migrations/migration\\.ts$' },
      { name: 'migrations-are-frozen', text: 'A migration may import nothing of ours that can change.' },
    ),
    only(
      { path: '^(main|native|preload|renderer)/', pathNot: '\\.(int\\.)?test\\.tsx?$' },
      { path: '^(e2e|scripts)/' },
      { name: 'product-needs-no-tests', text: 'Nothing that ships may import from e2e or scripts.' },
    ),
    only(
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
      { name: 'no-circles', text: 'Cut the knot: move the shared idea out.' },
    ),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.base.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|dist)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json'],
    },
  },
}
