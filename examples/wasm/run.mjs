// Builds a résumé with the module: node run.mjs MODULE.wasm RESUME.yaml OUT.pdf
import { readFileSync, writeFileSync } from "node:fs";

const [file, resume, out] = process.argv.slice(2);
// The module asks for nothing: no files, no clock, no chance.
const { instance } = await WebAssembly.instantiate(readFileSync(file), {});
const { memory, room, build, answer, length } = instance.exports;

const text = readFileSync(resume);
const place = room(text.length);
new Uint8Array(memory.buffer, place, text.length).set(text);
const built = build();
const bytes = Buffer.from(new Uint8Array(memory.buffer, answer(), length()));
if (built) {
  writeFileSync(out, bytes);
} else {
  console.error(bytes.toString());
  process.exitCode = 1;
}
