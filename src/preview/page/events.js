// Reads a stream of server-sent events. `EventSource` does the same, but cannot send headers.

/**
 * The events of a response body, each with its name and data.
 *
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} body
 * @returns {AsyncGenerator<{name: string, data: string}>}
 */
export async function* readEvents(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  /** What was read of the current line, in pieces: a line may be long, and is put together once. @type {string[]} */
  let pieces = [];
  /** @type {{name: string, data: string[]}} */
  let event = { name: "message", data: [] };
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    let start = 0;
    for (let end = value.indexOf("\n"); end >= 0; end = value.indexOf("\n", start)) {
      const line = (pieces.join("") + value.slice(start, end)).replace(/\r$/, "");
      pieces = [];
      start = end + 1;
      if (line === "") {
        if (event.data.length) yield { name: event.name, data: event.data.join("\n") };
        event = { name: "message", data: [] };
      }
      const field = line.slice(0, line.indexOf(":"));
      const text = line.slice(field.length + 1).replace(/^ /, "");
      if (field === "event") event.name = text;
      if (field === "data") event.data.push(text);
    }
    pieces.push(value.slice(start));
  }
}
