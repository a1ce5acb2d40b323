/** Set by `npm test`, which has just built the product; a spec file run alone takes the sources, which may be newer. */
const isBuilt = process.env['POSTSTELLE_FRESH_BUILD'] === '1'

/** What a child of the reading pool runs in tests. As built it starts in a third of the time. */
export const SANDBOX = {
  entry: new URL(isBuilt ? '../../build/main-sandbox.js' : '../../src/main-sandbox.ts', import.meta.url),
  execArgv: isBuilt ? [] : process.execArgv,
} as const
