import { field, isDocument } from '../bson/document.ts'
import { MAX_DOCUMENT_BYTES } from '../bson/encode.ts'
import { commandError, notSupported } from '../errors.ts'
import { MAX_MESSAGE_BYTES } from '../server/frames.ts'
import type { Reply } from '../server/reply.ts'
import { abortTransaction } from '../server/transactions.ts'
import type { CommandContext, CommandDefinition, CommandTable } from './definition.ts'
import { REPLICA_SET, SERVER_VERSION, WIRE_VERSION } from './server-info.ts'
import { MAX_WRITE_BATCH } from './write-batch.ts'

/** Clients connect directly and never look this name up. */
const HOST = 'embedded:27017'

function hello({ client, commandName }: CommandContext): Reply {
  return {
    ...(commandName === 'hello' ? { isWritablePrimary: true } : { ismaster: true }),
    helloOk: true,
    setName: REPLICA_SET,
    setVersion: 1,
    hosts: [HOST],
    primary: HOST,
    me: HOST,
    secondary: false,
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
    maxMessageSizeBytes: MAX_MESSAGE_BYTES,
    maxWriteBatchSize: MAX_WRITE_BATCH,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    connectionId: client.id,
    minWireVersion: 0,
    maxWireVersion: WIRE_VERSION,
    readOnly: false,
    ok: 1,
  }
}

function buildInfo(): Reply {
  return {
    version: SERVER_VERSION,
    versionArray: [...SERVER_VERSION.split('.').map(Number), 0],
    gitVersion: REPLICA_SET,
    modules: [REPLICA_SET],
    bits: 64,
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
    ok: 1,
  }
}

function serverStatus({ engine }: CommandContext): Reply {
  return {
    host: HOST,
    version: SERVER_VERSION,
    process: 'embedded-mongo',
    pid: process.pid,
    uptime: Math.round((Date.now() - engine.startedAtMs) / 1000),
    localTime: new Date(),
    connections: { current: engine.openConnections },
    opcounters: Object.fromEntries(engine.commandCounts),
    metrics: { cursor: { open: { total: engine.cursors.size } }, commits: engine.commits },
    logicalSessionRecordCache: { activeSessionsCount: engine.sessions.size },
    storageEngine: { name: 'sqlite', persistent: true },
    ok: 1,
  }
}

function endSessions({ command, commandName, engine }: CommandContext): Reply {
  const list = field(command, commandName)
  if (!Array.isArray(list)) throw commandError('TypeMismatch', `'${commandName}' must be an array`)
  for (const lsid of list as unknown[]) {
    const session = engine.sessions.find(lsid)
    if (session === undefined) continue
    abortTransaction(engine, session)
    engine.sessions.delete(session)
  }
  return { ok: 1 }
}

function killAllSessions({ engine }: CommandContext): Reply {
  for (const session of engine.sessions.all()) {
    abortTransaction(engine, session)
    engine.sessions.delete(session)
  }
  return { ok: 1 }
}

function getParameter({ command }: CommandContext): Reply {
  const wantsVersion =
    field(command, 'getParameter') === '*' || field(command, 'featureCompatibilityVersion') !== undefined
  return { ...(wantsVersion && { featureCompatibilityVersion: { version: '7.0' } }), ok: 1 }
}

function outsideTransaction(): Reply {
  throw commandError('NoSuchTransaction', 'the command needs an open transaction')
}

/** An answer that is always the same. */
function constant(reply: Reply): CommandDefinition {
  return { run: () => reply }
}

/** Commands of MongoDB that exist and are not offered here; any other name is unknown. */
const UNSUPPORTED = (
  'mapReduce collMod renameCollection convertToCapped cloneCollectionAsCapped validate reIndex compact watch ' +
  'createSearchIndexes updateSearchIndex dropSearchIndex createUser updateUser dropUser usersInfo createRole ' +
  'saslStart saslContinue authenticate replSetGetStatus fsync setParameter profile currentOp killOp top planCacheClear ' +
  'setFeatureCompatibilityVersion shutdown logRotate applyOps dataSize dbHash geoSearch configureFailPoint'
).split(' ')

function unsupported(): CommandTable {
  return Object.fromEntries(
    UNSUPPORTED.map((name) => [
      name,
      {
        run: () => {
          throw notSupported(`the command ${name}`)
        },
      },
    ]),
  )
}

function connectionStatus({ command }: CommandContext): Reply {
  const showPrivileges = isDocument(command) && field(command, 'showPrivileges') === true
  return {
    authInfo: {
      authenticatedUsers: [],
      authenticatedUserRoles: [],
      ...(showPrivileges && { authenticatedUserPrivileges: [] }),
    },
    ok: 1,
  }
}

export const ADMINISTRATION_COMMANDS: CommandTable = {
  ...unsupported(),
  hello: { run: hello },
  isMaster: { run: hello },
  ismaster: { run: hello },
  ping: constant({ ok: 1 }),
  buildInfo: { run: buildInfo },
  buildinfo: { run: buildInfo },
  serverStatus: { run: serverStatus },
  connectionStatus: { run: connectionStatus },
  hostInfo: constant({ system: { hostname: HOST }, os: {}, extra: {}, ok: 1 }),
  whatsmyuri: constant({ you: HOST, ok: 1 }),
  getLog: constant({ totalLinesWritten: 0, log: [], ok: 1 }),
  getCmdLineOpts: constant({ argv: [], parsed: {}, ok: 1 }),
  getParameter: { run: getParameter },
  startSession: constant({ timeoutMinutes: 30, ok: 1 }),
  refreshSessions: constant({ ok: 1 }),
  endSessions: { run: endSessions },
  killSessions: { run: endSessions },
  killAllSessions: { run: killAllSessions },
  commitTransaction: { run: outsideTransaction },
  abortTransaction: { run: outsideTransaction },
}
