import type { Verdict, VirusScanner } from '../../ports/virus-scanner.ts'
import {
  openConversation,
  unusable,
  type ClamdAddress,
  type Conversation,
  type Patience,
} from './conversation.ts'

/** As large as clamd likes them: its own clients send 128 KiB at most. */
const CHUNK_BYTES = 65_536

const PATIENCE: Patience = { connectMs: 2_000, silentMs: 120_000 }

/**
 * The `INSTREAM` command of clamd (clamd(8)): pieces of the file, each behind its length as four bytes in network order,
 * then a length of zero; the answer is one line.
 */
export function createClamdVirusScanner(address: ClamdAddress, patience: Patience = PATIENCE): VirusScanner {
  async function converse<T>(
    signal: AbortSignal,
    speak: (conversation: Conversation) => Promise<T>,
  ): Promise<T> {
    const conversation = await openConversation(address, patience, signal)
    try {
      return await speak(conversation)
    } finally {
      conversation.close()
    }
  }

  return {
    scan: (content, signal) =>
      converse(signal, async (conversation) => {
        await conversation.send(Buffer.from('zINSTREAM\0'))
        for await (const chunk of content) {
          for (let from = 0; from < chunk.byteLength; from += CHUNK_BYTES) {
            // It answers early when the file is larger than it likes, and reads no further.
            if (conversation.hasAnswered()) return verdictOf(await conversation.answer())
            await conversation.send(framed(chunk.subarray(from, from + CHUNK_BYTES)))
          }
        }
        await conversation.send(framed(new Uint8Array()))
        return verdictOf(await conversation.answer())
      }),
    version: (signal) =>
      converse(signal, async (conversation) => {
        await conversation.send(Buffer.from('zVERSION\0'))
        return conversation.answer()
      }),
  }
}

function framed(piece: Uint8Array): Buffer {
  const frame = Buffer.alloc(4 + piece.byteLength)
  frame.writeUInt32BE(piece.byteLength)
  frame.set(piece, 4)
  return frame
}

function verdictOf(answer: string): Verdict {
  if (answer === 'stream: OK') return { kind: 'clean' }
  const signature = /^stream: (.+) FOUND$/.exec(answer)?.[1]
  if (signature !== undefined) return { kind: 'infected', signature }
  if (answer.startsWith('INSTREAM size limit exceeded')) return { kind: 'too-large' }
  throw unusable('The virus scanner answered what is no verdict.', { answer })
}
