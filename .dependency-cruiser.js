/** The walls of the house (ARCHITECTURE.md, "Who may import whom"). A rule is a sentence with its reason. */
const ours = '^src/'
const PACKAGES = 'node_modules/'

/** A driver is imported only in the folder of its adapter. */
const home = (name, driver, folder) => ({
  name: `driver-at-home-${name}`,
  comment: `${name} is known only to ${folder}: it can be replaced by writing one folder anew.`,
  severity: 'error',
  from: { path: ours, pathNot: folder },
  to: { path: `${PACKAGES}${driver}(/|$)` },
})

export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A cycle has no beginning to read from; type-only ones count too.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'domain-is-pure',
      comment:
        'The rules of a mailroom need no package, no clock and no disk, so they can be read and tested alone.',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { pathNot: '^src/domain/' },
    },
    {
      name: 'ports-imports',
      comment: 'A port speaks of the domain and of nothing that implements it.',
      severity: 'error',
      from: { path: '^src/ports/' },
      to: { pathNot: '^src/(domain|ports)/' },
    },
    {
      name: 'usecases-pipeline-sandbox-imports',
      comment: 'What the product does is said in terms of domain and ports: no package, no node: module.',
      severity: 'error',
      from: { path: '^src/(usecases|pipeline|sandbox)/' },
      to: { pathNot: '^src/(domain|ports|usecases|pipeline|sandbox)/' },
    },
    {
      name: 'usecases-pipeline-sandbox-apart',
      comment: 'Use cases, pipeline and sandbox do not know each other.',
      severity: 'error',
      from: { path: '^src/(usecases|pipeline|sandbox)/' },
      to: { path: '^src/(usecases|pipeline|sandbox)/', pathNot: '^src/$1/' },
    },
    {
      name: 'stage-to-stage',
      comment: 'Stages meet in pipeline.ts only.',
      severity: 'error',
      from: { path: '^src/pipeline/', pathNot: '^src/pipeline/pipeline\\.ts$' },
      to: {
        path: '^src/pipeline/',
        pathNot: '^src/pipeline/(stage|run-context|classifier-memory|outcome)\\.ts$',
      },
    },
    {
      name: 'usecase-to-usecase',
      comment: 'An action that needs another one shares a domain function with it.',
      severity: 'error',
      from: { path: '^src/usecases/' },
      to: { path: '^src/usecases/', pathNot: '^src/usecases/shared/' },
    },
    {
      name: 'adapters-imports',
      comment: 'An adapter implements ports; it decides nothing about mail.',
      severity: 'error',
      from: { path: '^src/adapters/' },
      to: { path: '^src/(usecases|pipeline|workers|sandbox|http|web|contract|config|demo|compose|main)' },
    },
    {
      name: 'adapter-to-adapter',
      comment: 'Adapters meet in compose.ts only.',
      severity: 'error',
      from: { path: '^src/adapters/([^/]+)/' },
      to: { path: '^src/adapters/', pathNot: '^src/adapters/$1/' },
    },
    {
      name: 'embedded-mongo-alone',
      comment: 'The embedded database is a product of its own.',
      severity: 'error',
      from: { path: '^src/embedded-mongo/' },
      to: { path: ours, pathNot: '^src/embedded-mongo/' },
    },
    {
      name: 'http-imports',
      comment: 'HTTP speaks to use cases; it never reaches a database or a disk.',
      severity: 'error',
      from: { path: '^src/http/' },
      to: { path: '^src/(adapters|config|compose|pipeline|workers|web|demo|embedded-mongo|sandbox)' },
    },
    {
      name: 'workers-imports',
      comment: 'Workers run the pipeline; they compose nothing.',
      severity: 'error',
      from: { path: '^src/workers/' },
      to: { path: '^src/(adapters|config|compose|http|web|demo|embedded-mongo|sandbox)' },
    },
    home('mongoose', 'mongoose', '^src/adapters/mongo/'),
    home('minio', 'minio', '^src/adapters/minio/'),
    home('tesseract.js', 'tesseract\\.js', '^src/adapters/tesseract/'),
    home('sharp', 'sharp', '^src/adapters/sharp/'),
    home('pdf-lib', '(@cantoo/)?pdf-lib', '^src/adapters/pdf-lib/'),
    home('pdfium', '@hyzyla/pdfium', '^src/adapters/pdfium/'),
    home('express', 'express', '^src/http/'),
    home('multer', 'multer', '^src/http/'),
    home('sqlite', '@photostructure/sqlite', '^src/(adapters/search-fts5|embedded-mongo)/'),
    home('re2js', 're2js', '^src/adapters/re2js/'),
    home('openid-client', 'openid-client', '^src/adapters/openid-client/'),
    home('simplewebauthn', '@simplewebauthn/server', '^src/adapters/simplewebauthn/'),
    home('undici', 'undici', '^src/adapters/undici/'),
    home('argon2', '@node-rs/argon2', '^src/adapters/argon2/'),
    home('file-type', 'file-type', '^src/adapters/file-type/'),
    home('yauzl', 'yauzl', '^src/adapters/yauzl/'),
    {
      name: 'contract-alone',
      comment: 'The contract is shared with the browser and with other systems.',
      severity: 'error',
      from: { path: '^src/contract/' },
      to: { path: ours, pathNot: '^src/contract/' },
    },
    {
      name: 'web-imports',
      comment: 'The browser knows the contract and nothing behind it.',
      severity: 'error',
      from: { path: '^src/web/' },
      to: { path: ours, pathNot: '^src/(web|contract)/' },
    },
    {
      name: 'feature-to-feature',
      comment: 'Pages share through web/shared.',
      severity: 'error',
      from: { path: '^src/web/features/([^/]+)/' },
      to: { path: '^src/web/features/', pathNot: '^src/web/features/$1/' },
    },
    {
      name: 'only-main-composes',
      comment: 'The compose files are the only ones that know every adapter; only entries use them.',
      severity: 'error',
      from: { path: ours, pathNot: '^src/(main|compose)[^/]*\\.ts$' },
      to: { path: '^src/(compose|main)[^/]*\\.ts$' },
    },
    {
      name: 'no-orphans',
      comment: 'A file that nobody imports is dead or was forgotten.',
      severity: 'error',
      from: {
        orphan: true,
        path: ours,
        pathNot: ['\\.d\\.ts$', '^src/main[^/]*\\.ts$', '^src/web/'],
      },
      to: {},
    },
    {
      name: 'src-not-to-test',
      comment: 'The product does not know its tests.',
      severity: 'error',
      from: { path: ours },
      to: { path: '^(test|bench|scripts)/' },
    },
    {
      name: 'src-not-to-dev-dependency',
      comment:
        'What runs in production is a dependency; the browser part is built and needs none at run time.',
      severity: 'error',
      from: { path: ours, pathNot: '^src/web/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
