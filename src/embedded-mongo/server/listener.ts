import { createServer, type Server, type Socket } from 'node:net'
import { CommandError, commandError } from '../errors.ts'
import type { Client } from './client.ts'
import { Dispatcher } from './dispatch.ts'
import type { Engine } from './engine.ts'
import { FrameError, FrameReader, MAX_MESSAGE_BYTES } from './frames.ts'
import { type Message, readMessage, replyHeader } from './messages.ts'
import { abortTransactionsOf } from './transactions.ts'
import { asCommandError, encodeReply, errorReply, isExpected, type Reply } from './reply.ts'

/** A client that sends on without reading is held up at this many messages. */
const MAX_WAITING_MESSAGES = 32

/** Accepts connections and runs the commands of each one after the other. */
export class Listener {
  readonly #engine: Engine
  readonly #dispatcher: Dispatcher
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  readonly #onFault: (error: unknown) => void
  #nextClient = 1

  /** @param onFault hears of failures that no client caused; the client gets a general answer */
  constructor(engine: Engine, onFault: (error: unknown) => void) {
    this.#engine = engine
    this.#dispatcher = new Dispatcher(engine)
    this.#onFault = onFault
    this.#server = createServer((socket) => {
      this.#accept(socket)
    })
  }

  async listen(socketPath: string): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(socketPath, () => {
        this.#server.off('error', reject)
        resolve()
      })
    })
    this.#server.on('error', this.#onFault)
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      this.#server.close(() => {
        resolve()
      })
    })
    for (const socket of this.#sockets) socket.destroy()
    await closed
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket)
    this.#engine.openConnections = this.#sockets.size
    const client: Client = { id: this.#nextClient++ }
    const conversation = new Conversation(socket, async (message) => this.#answer(message, client))
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      this.#sockets.delete(socket)
      this.#engine.openConnections = this.#sockets.size
      abortTransactionsOf(this.#engine, client)
    })
    socket.on('data', (chunk: Buffer) => {
      conversation.receive(chunk)
    })
  }

  async #answer(frame: Buffer, client: Client): Promise<Buffer[] | undefined> {
    const message = this.#read(frame)
    if (message instanceof CommandError) return this.#reply(frame, false, errorReply(message))
    const reply = await this.#run(message, client)
    return message.silent ? undefined : this.#reply(frame, message.legacy, reply)
  }

  #reply(frame: Buffer, legacy: boolean, reply: Reply): Buffer[] {
    const body = this.#encode(reply)
    return [replyHeader(frame.readInt32LE(4), legacy, body.length), body]
  }

  /** A reply that cannot be sent, for its size or depth, becomes the error that says so. */
  #encode(reply: Reply): Buffer {
    const times = this.#engine.clock.fields()
    try {
      const body = encodeReply(reply, times)
      if (body.length <= MAX_MESSAGE_BYTES) return body
      return encodeReply(
        errorReply(commandError('BSONObjectTooLarge', 'the reply is larger than a message')),
        times,
      )
    } catch (error) {
      return encodeReply(errorReply(this.#report(error)), times)
    }
  }

  /** A message with malformed BSON is answered; one that is out of step ends the connection. */
  #read(frame: Buffer): Message | CommandError {
    try {
      return readMessage(frame)
    } catch (error) {
      if (error instanceof FrameError) throw error
      return this.#report(error)
    }
  }

  async #run(message: Message, client: Client): Promise<Reply> {
    try {
      return await this.#dispatcher.run(message, client)
    } catch (error) {
      return errorReply(this.#report(error))
    }
  }

  #report(error: unknown): CommandError {
    if (!isExpected(error)) this.#onFault(error)
    return asCommandError(error)
  }
}

/** The messages of one connection, in their order. */
class Conversation {
  readonly #socket: Socket
  readonly #answer: (frame: Buffer) => Promise<Buffer[] | undefined>
  readonly #frames = new FrameReader()
  readonly #waiting: Buffer[] = []
  #working = false

  constructor(socket: Socket, answer: (frame: Buffer) => Promise<Buffer[] | undefined>) {
    this.#socket = socket
    this.#answer = answer
  }

  receive(chunk: Buffer): void {
    try {
      this.#frames.push(chunk)
      for (let frame = this.#frames.next(); frame !== undefined; frame = this.#frames.next())
        this.#waiting.push(frame)
    } catch {
      this.#socket.destroy()
      return
    }
    if (this.#waiting.length > MAX_WAITING_MESSAGES) this.#socket.pause()
    if (!this.#working) void this.#work()
  }

  async #work(): Promise<void> {
    this.#working = true
    try {
      for (let frame = this.#waiting.shift(); frame !== undefined; frame = this.#waiting.shift()) {
        const reply = await this.#answer(frame)
        if (this.#socket.destroyed) return
        if (reply !== undefined) await this.#send(reply)
        if (this.#socket.isPaused() && this.#waiting.length === 0) this.#socket.resume()
      }
    } catch {
      // Only a message that is none gets here; the answer to it is the end of the connection.
      this.#socket.destroy()
    } finally {
      this.#working = false
    }
  }

  /** Waits when the client does not read, so that replies do not pile up. */
  async #send(parts: readonly Buffer[]): Promise<void> {
    this.#socket.cork()
    const flushed = parts.map((part) => this.#socket.write(part)).every(Boolean)
    this.#socket.uncork()
    if (flushed || this.#socket.destroyed) return
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.#socket.off('drain', done)
        this.#socket.off('close', done)
        resolve()
      }
      this.#socket.on('drain', done)
      this.#socket.on('close', done)
    })
  }
}
