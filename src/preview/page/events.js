// Reads a stream of server-sent events. `EventSource` does the same, but cannot send headers.

/**
 * The events of a response body, each with its name and data.
 *
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} body
 * @returns {AsyncGenerator<{name: string, data: string}>}
 */
export async function* readEvents(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  /** @type {{name: string, data: string[]}} */
  let event = { name: "message", data: [] };
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const lines = (rest + value).split(/\r?\n/);
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line === "") {
        if (event.data.length) yield { name: event.name, data: event.data.join("\n") };
        event = { name: "message", data: [] };
      }
      const [, field, text] = line.match(/^(event|data): ?(.*)$/) ?? [];
      if (field === "event") event.name = text;
      if (field === "data") event.data.push(text);
    }
  }
}
