// A file system in memory, and the calls of WASI (preview 1) with which the module uses it. Everything that a résumé does
// not need, such as sockets, processes and links, is answered with "not supported".

const OK = 0, BAD_DESCRIPTOR = 8, EXISTS = 20, INVALID = 28, IS_FOLDER = 31, NO_ENTRY = 44, NOT_SUPPORTED = 52, NOT_A_FOLDER = 54;
const FOLDER = 3, FILE = 4, TERMINAL = 2;
const CREATE = 1, MUST_BE_FOLDER = 2, EXCLUSIVE = 4, TRUNCATE = 8, APPEND = 1;
/** Descriptor of the only folder that is open from the start, `/`. */
const ROOT = 3;

/** Files by path, without a slash at the start. A folder is there as long as something is in it. */
export class Files {
  /** @type {Map<string, {bytes: Uint8Array, changed: number}>} */
  #files = new Map();
  /** @type {Set<string>} */
  #touched = new Set();

  /** @param {(path: string) => Uint8Array | null} load Finds files that are not in memory yet. */
  constructor(load) {
    this.load = load;
  }

  /** @param {string} path */
  get(path) {
    const known = this.#files.get(path);
    if (known) return known;
    const bytes = this.load(path);
    if (!bytes) return undefined;
    const file = { bytes, changed: 0 };
    this.#files.set(path, file);
    return file;
  }

  /** @param {string} path @param {Uint8Array} bytes */
  set(path, bytes) {
    this.#files.set(path, { bytes, changed: Date.now() });
    this.#touched.add(path);
  }

  /** @param {string} path */
  delete(path) {
    this.#touched.add(path);
    return this.#files.delete(path);
  }

  /** @param {string} path */
  isFolder(path) {
    return path === "" || [...this.#files.keys()].some((known) => known.startsWith(`${path}/`));
  }

  /** The names in a folder, and whether each is one itself. @param {string} path @returns {[string, boolean][]} */
  list(path) {
    const start = path ? `${path}/` : "";
    /** @type {Map<string, boolean>} */
    const names = new Map();
    for (const known of this.#files.keys()) {
      if (!known.startsWith(start)) continue;
      const [name, ...rest] = known.slice(start.length).split("/");
      names.set(name, rest.length > 0);
    }
    return [...names].sort(([one], [other]) => (one < other ? -1 : 1));
  }

  /** What was written or deleted since the last call: `null` for what is gone. @returns {[string, Uint8Array | null][]} */
  changes() {
    const touched = [...this.#touched];
    this.#touched.clear();
    return touched.map((path) => [path, this.#files.get(path)?.bytes ?? null]);
  }
}

/** Ends the module: it called `exit`. */
export class Exit extends Error {}

/**
 * The imports of a module.
 *
 * @param {WebAssembly.Module} module
 * @param {Files} files
 * @param {() => WebAssembly.Memory} memory
 * @param {(text: string) => void} print What the module prints, such as the reason of a panic.
 */
export function imports(module, files, memory, print) {
  /** @typedef {{path: string, folder: boolean, position: number, append: boolean}} Open */
  /** @type {Map<number, Open>} */
  const open = new Map([[ROOT, { path: "", folder: true, position: 0, append: false }]]);
  const view = () => new DataView(memory().buffer);
  const bytes = (/** @type {number} */ at, /** @type {number} */ length) => new Uint8Array(memory().buffer, at, length);
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();

  /** A path relative to an open folder. @param {number} descriptor @param {number} at @param {number} length */
  function path(descriptor, at, length) {
    const parts = (open.get(descriptor)?.path ?? "").split("/").filter(Boolean);
    for (const part of decoder.decode(bytes(at, length).slice()).split("/")) {
      if (part === "..") parts.pop();
      else if (part && part !== ".") parts.push(part);
    }
    return parts.join("/");
  }

  /** The parts of memory that a list of buffers names. @param {number} at @param {number} count */
  const buffers = (at, count) => Array.from({ length: count }, (_, index) =>
    bytes(view().getUint32(at + 8 * index, true), view().getUint32(at + 8 * index + 4, true)));

  /** @param {string} name @param {number} at */
  function status(name, at) {
    const file = files.get(name);
    if (!file && !files.isFolder(name)) return NO_ENTRY;
    bytes(at, 64).fill(0);
    view().setBigUint64(at + 8, number(name), true);
    view().setUint8(at + 16, file ? FILE : FOLDER);
    view().setBigUint64(at + 24, 1n, true);
    view().setBigUint64(at + 32, BigInt(file?.bytes.length ?? 0), true);
    for (const time of [40, 48, 56]) view().setBigUint64(at + time, BigInt(file?.changed ?? 0) * 1_000_000n, true);
    return OK;
  }

  /** @type {Map<string, bigint>} */
  const numbers = new Map();
  /** A number that stands for a path. @param {string} name */
  function number(name) {
    if (!numbers.has(name)) numbers.set(name, BigInt(numbers.size + 1));
    return /** @type {bigint} */ (numbers.get(name));
  }

  /** @param {Open} file @param {number} at @param {number} count @param {number} position */
  function readAt(file, at, count, position) {
    const content = files.get(file.path)?.bytes ?? new Uint8Array();
    let read = 0;
    for (const buffer of buffers(at, count)) {
      const part = content.subarray(position + read, position + read + buffer.length);
      buffer.set(part);
      read += part.length;
    }
    return read;
  }

  /** @type {Record<string, (...parameters: any[]) => number>} */
  const calls = {
    args_sizes_get: (count, size) => (view().setUint32(count, 0, true), view().setUint32(size, 0, true), OK),
    args_get: () => OK,
    environ_sizes_get: (count, size) => (view().setUint32(count, 0, true), view().setUint32(size, 0, true), OK),
    environ_get: () => OK,
    random_get: (at, length) => {
      // Browsers give at most 64 KiB at a time.
      for (let done = 0; done < length; done += 65536) crypto.getRandomValues(bytes(at + done, Math.min(65536, length - done)));
      return OK;
    },
    clock_time_get: (clock, _, at) => {
      // The module knows no time zones: its wall clock shows local time.
      const local = () => Date.now() - new Date().getTimezoneOffset() * 60_000;
      const milliseconds = clock === 0 ? local() : performance.now();
      view().setBigUint64(at, BigInt(Math.round(milliseconds * 1000)) * 1000n, true);
      return OK;
    },
    sched_yield: () => OK,
    proc_exit: (code) => {
      throw new Exit(`exit ${code}`);
    },
    fd_prestat_get: (descriptor, at) => {
      if (descriptor !== ROOT) return BAD_DESCRIPTOR;
      view().setUint32(at, 0, true);
      view().setUint32(at + 4, 1, true);
      return OK;
    },
    fd_prestat_dir_name: (descriptor, at) => {
      if (descriptor !== ROOT) return BAD_DESCRIPTOR;
      bytes(at, 1)[0] = "/".charCodeAt(0);
      return OK;
    },
    fd_fdstat_get: (descriptor, at) => {
      const file = open.get(descriptor);
      if (!file && descriptor > 2) return BAD_DESCRIPTOR;
      bytes(at, 24).fill(0);
      view().setUint8(at, file ? (file.folder ? FOLDER : FILE) : TERMINAL);
      // All rights.
      view().setBigUint64(at + 8, 0xffff_ffffn, true);
      view().setBigUint64(at + 16, 0xffff_ffffn, true);
      return OK;
    },
    fd_fdstat_set_flags: () => OK,
    fd_filestat_get: (descriptor, at) => {
      const file = open.get(descriptor);
      return file ? status(file.path, at) : BAD_DESCRIPTOR;
    },
    fd_filestat_set_size: (descriptor, size) => {
      const file = open.get(descriptor);
      if (!file) return BAD_DESCRIPTOR;
      const next = new Uint8Array(Number(size));
      next.set((files.get(file.path)?.bytes ?? new Uint8Array()).subarray(0, next.length));
      files.set(file.path, next);
      return OK;
    },
    fd_close: (descriptor) => (open.delete(descriptor) ? OK : BAD_DESCRIPTOR),
    fd_sync: () => OK,
    fd_datasync: () => OK,
    fd_read: (descriptor, at, count, done) => {
      const file = open.get(descriptor);
      if (!file) return descriptor === 0 ? (view().setUint32(done, 0, true), OK) : BAD_DESCRIPTOR;
      if (file.folder) return IS_FOLDER;
      const read = readAt(file, at, count, file.position);
      file.position += read;
      view().setUint32(done, read, true);
      return OK;
    },
    fd_pread: (descriptor, at, count, offset, done) => {
      const file = open.get(descriptor);
      if (!file || file.folder) return BAD_DESCRIPTOR;
      view().setUint32(done, readAt(file, at, count, Number(offset)), true);
      return OK;
    },
    fd_write: (descriptor, at, count, done) => {
      const parts = buffers(at, count);
      const length = parts.reduce((sum, part) => sum + part.length, 0);
      view().setUint32(done, length, true);
      if (descriptor === 1 || descriptor === 2) {
        for (const part of parts) print(decoder.decode(part.slice()));
        return OK;
      }
      const file = open.get(descriptor);
      if (!file || file.folder) return BAD_DESCRIPTOR;
      const before = files.get(file.path)?.bytes ?? new Uint8Array();
      if (file.append) file.position = before.length;
      const after = new Uint8Array(Math.max(before.length, file.position + length));
      after.set(before);
      for (const part of parts) {
        after.set(part, file.position);
        file.position += part.length;
      }
      files.set(file.path, after);
      return OK;
    },
    fd_seek: (descriptor, offset, from, at) => {
      const file = open.get(descriptor);
      if (!file || file.folder) return BAD_DESCRIPTOR;
      const start = [0, file.position, files.get(file.path)?.bytes.length ?? 0][from];
      if (start === undefined || start + Number(offset) < 0) return INVALID;
      file.position = start + Number(offset);
      view().setBigUint64(at, BigInt(file.position), true);
      return OK;
    },
    fd_tell: (descriptor, at) => {
      const file = open.get(descriptor);
      if (!file) return BAD_DESCRIPTOR;
      view().setBigUint64(at, BigInt(file.position), true);
      return OK;
    },
    fd_readdir: (descriptor, at, length, cookie, done) => {
      const folder = open.get(descriptor);
      if (!folder?.folder) return BAD_DESCRIPTOR;
      const entries = /** @type {[string, boolean][]} */ ([[".", true], ["..", true], ...files.list(folder.path)]);
      let used = 0;
      for (let index = Number(cookie); index < entries.length && used < length; index += 1) {
        const [name, isFolder] = entries[index];
        const text = encoder.encode(name);
        const entry = new Uint8Array(24 + text.length);
        const header = new DataView(entry.buffer);
        header.setBigUint64(0, BigInt(index + 1), true);
        header.setBigUint64(8, number(`${folder.path}/${name}`), true);
        header.setUint32(16, text.length, true);
        header.setUint8(20, isFolder ? FOLDER : FILE);
        entry.set(text, 24);
        // What does not fit is cut: the module asks again from there.
        const part = entry.subarray(0, length - used);
        bytes(at + used, part.length).set(part);
        used += part.length;
      }
      view().setUint32(done, used, true);
      return OK;
    },
    path_filestat_get: (descriptor, _, at, length, result) => status(path(descriptor, at, length), result),
    path_filestat_set_times: () => OK,
    path_open: (descriptor, _, at, length, how, rights, inherited, flags, result) => {
      const name = path(descriptor, at, length);
      const file = files.get(name);
      const folder = !file && files.isFolder(name);
      if (file && how & MUST_BE_FOLDER) return NOT_A_FOLDER;
      if ((file || folder) && how & CREATE && how & EXCLUSIVE) return EXISTS;
      if (folder && how & (CREATE | TRUNCATE)) return IS_FOLDER;
      if (!file && !folder) {
        if (!(how & CREATE)) return NO_ENTRY;
        files.set(name, new Uint8Array());
      } else if (how & TRUNCATE) files.set(name, new Uint8Array());
      let next = ROOT + 1;
      while (open.has(next)) next += 1;
      open.set(next, { path: name, folder, position: 0, append: Boolean(flags & APPEND) });
      view().setUint32(result, next, true);
      return OK;
    },
    // A folder is there as soon as something is in it.
    path_create_directory: (descriptor, at, length) => (files.isFolder(path(descriptor, at, length)) ? EXISTS : OK),
    path_remove_directory: () => OK,
    path_unlink_file: (descriptor, at, length) => (files.delete(path(descriptor, at, length)) ? OK : NO_ENTRY),
    path_rename: (from, at, length, to, other, otherLength) => {
      const [old, name] = [path(from, at, length), path(to, other, otherLength)];
      const file = files.get(old);
      if (!file) return NO_ENTRY;
      files.delete(old);
      files.set(name, file.bytes);
      return OK;
    },
    path_readlink: (descriptor, _at, length) => (files.get(path(descriptor, _at, length)) ? INVALID : NO_ENTRY),
    // Nothing is waited for: the only thread would wait for itself.
    poll_oneoff: (_in, _out, _count, done) => (view().setUint32(done, 0, true), OK),
  };

  /** @type {Record<string, (...parameters: any[]) => any>} */
  const wanted = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    if (from === "wasi_snapshot_preview1") wanted[name] = calls[name] ?? (() => NOT_SUPPORTED);
  }
  return { wasi_snapshot_preview1: wanted };
}
