// Decompresses Brotli with a small module: browsers do it only if the server says so, which many static hosts never do.

/** @type {any} */
let unpacker;

/** Loads the module. */
export async function loadUnpacker() {
  const bytes = await (await fetch(new URL("unpack.wasm", import.meta.url))).arrayBuffer();
  unpacker = (await WebAssembly.instantiate(bytes)).instance.exports;
}

/** The parts of a file that follow from a part of the compressed one. @param {Uint8Array} part @returns {Generator<Uint8Array<ArrayBuffer>>} */
function* unpackPart(part) {
  const room = unpacker.room(part.length);
  new Uint8Array(unpacker.memory.buffer, room, part.length).set(part);
  for (;;) {
    const length = unpacker.step();
    if (length < 0) throw new Error("the file is damaged");
    if (!length) return;
    yield new Uint8Array(unpacker.memory.buffer, unpacker.output(), length).slice();
  }
}

/** A whole file. @param {Uint8Array} packed */
export function unpack(packed) {
  unpacker.begin();
  const parts = [...unpackPart(packed)];
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/**
 * A file while it arrives; nothing else may be decompressed meanwhile.
 *
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} packed
 * @param {(length: number) => void} arrived Is told how many bytes have arrived.
 */
export function unpackStream(packed, arrived) {
  unpacker.begin();
  let length = 0;
  return packed.pipeThrough(new TransformStream({
    transform(part, controller) {
      length += part.length;
      arrived(length);
      for (const out of unpackPart(part)) controller.enqueue(out);
    },
  }));
}
