/** The lines of a text that comes in parts, without their ends. */
export async function* textLines(content: AsyncIterable<Uint8Array>): AsyncGenerator<string, void> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let rest = ''
  for await (const chunk of content) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = parts.pop() ?? ''
    yield* parts
  }
  rest += decoder.decode()
  if (rest !== '') yield rest
}

export async function wholeText(content: AsyncIterable<Uint8Array>): Promise<string> {
  const lines: string[] = []
  for await (const line of textLines(content)) lines.push(line)
  return lines.join('\n')
}

export async function* textChunks(
  lines: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<Uint8Array, void> {
  const encoder = new TextEncoder()
  for await (const line of lines) yield encoder.encode(line)
}
