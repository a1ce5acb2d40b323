// `npm run faults -- --runs 200 --seed S [--only N | --only M-N] [--scenario NAME,NAME]`: the long form; see README.md.
import { parseArgs } from 'node:util'
import { carryOut } from './harness/plan.ts'
import { faultsOf, lineOf, summaryOf } from './harness/report.ts'
import { SCENARIOS } from './scenarios/all.ts'

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    only: { type: 'string' },
    scenario: { type: 'string' },
    keep: { type: 'boolean', default: false },
  },
})

const turns = Number(values.runs)
const seed = Number(values.seed)
const [first, last = first] = values.only?.split('-').map(Number) ?? []
const only = first === undefined || last === undefined ? undefined : { first, last }
const wanted = values.scenario?.split(',')
const scenarios = SCENARIOS.filter(({ name }) => wanted?.includes(name) ?? true)
if (!Number.isSafeInteger(turns) || !Number.isSafeInteger(seed) || scenarios.length === 0) {
  const list = SCENARIOS.map(({ name, about }) => `  ${name.padEnd(14)} ${about}`).join('\n')
  process.stderr.write(
    `Usage: npm run faults -- [--runs N] [--seed N] [--only RUN | --only FIRST-LAST] [--scenario NAME,…] [--keep]\n${list}\n`,
  )
  process.exit(2)
}

const choice = wanted === undefined ? '' : ` --scenario ${wanted.join(',')}`
process.stdout.write(`seed ${seed}, about ${turns} faults${choice}\n`)
const summary = await carryOut({
  scenarios,
  turns,
  seed,
  only,
  keepFailed: values.keep,
  told: (reported) =>
    process.stdout.write(`${lineOf(reported, `--runs ${turns} --seed ${seed}${choice}`)}\n`),
})
process.stdout.write(`${summaryOf(summary)}\n`)
process.exitCode = summary.runs.some(({ result }) => faultsOf(result).length > 0) ? 1 : 0
