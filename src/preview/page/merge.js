// Merges two versions of a text that were made from the same one.

/**
 * The text with the changes of both, or `null` if they overlap or touch.
 * @param {string} base @param {string} mine @param {string} theirs
 * @returns {string | null}
 */
export function merge(base, mine, theirs) {
  const lines = [base, mine, theirs].map((text) => text.split("\n"));
  const [one, other] = [hunks(lines[0], lines[1]), hunks(lines[0], lines[2])];
  if (!one || !other) return null;
  const all = [...one.map((hunk) => ({ ...hunk, of: lines[1] })), ...other.map((hunk) => ({ ...hunk, of: lines[2] }))]
    .sort((a, b) => a.from - b.from || a.to - b.to);
  const merged = [];
  let at = 0;
  for (let index = 0; index < all.length; index += 1) {
    const hunk = all[index];
    const before = all[index - 1];
    // Changes of one version never touch; of two, lines next to each other may belong together.
    if (before && before.of !== hunk.of && hunk.from <= before.to) {
      const [a, b] = [before, hunk].map(({ of, start, end }) => of.slice(start, end).join("\n"));
      if (before.from === hunk.from && before.to === hunk.to && a === b) continue;
      return null;
    }
    merged.push(...lines[0].slice(at, hunk.from), ...hunk.of.slice(hunk.start, hunk.end));
    at = hunk.to;
  }
  return [...merged, ...lines[0].slice(at)].join("\n");
}

/**
 * The parts that differ: lines `from` to `to` of one text are lines `start` to `end` of the other (Myers).
 * @param {string[]} one @param {string[]} other
 * @returns {{from: number, to: number, start: number, end: number}[] | null} `null` if too much differs.
 */
function hunks(one, other) {
  const MOST = 2000;
  /** @type {Map<number, number>[]} */
  const trace = [];
  let ends = new Map([[1, 0]]);
  for (let steps = 0; steps <= Math.min(one.length + other.length, MOST); steps += 1) {
    trace.push(new Map(ends));
    for (let diagonal = -steps; diagonal <= steps; diagonal += 2) {
      const [left, right] = [ends.get(diagonal - 1) ?? -1, ends.get(diagonal + 1) ?? -1];
      let x = diagonal === -steps || (diagonal !== steps && left < right) ? right : left + 1;
      let y = x - diagonal;
      while (x < one.length && y < other.length && one[x] === other[y]) [x, y] = [x + 1, y + 1];
      ends.set(diagonal, x);
      if (x >= one.length && y >= other.length) return backwards(trace, one.length, other.length);
    }
  }
  return null;
}

/** @param {Map<number, number>[]} trace @param {number} x @param {number} y */
function backwards(trace, x, y) {
  /** @type {{from: number, to: number, start: number, end: number}[]} */
  const found = [];
  for (let steps = trace.length - 1; steps > 0; steps -= 1) {
    const ends = trace[steps];
    const diagonal = x - y;
    const [left, right] = [ends.get(diagonal - 1) ?? -1, ends.get(diagonal + 1) ?? -1];
    const down = diagonal === -steps || (diagonal !== steps && left < right);
    const [px, py] = down ? [right, right - diagonal - 1] : [left, left - diagonal + 1];
    const last = found.at(-1);
    const [nx, ny] = down ? [px, py + 1] : [px + 1, py];
    if (last && last.from === nx && last.start === ny) [last.from, last.start] = [px, py];
    else found.push({ from: px, to: nx, start: py, end: ny });
    [x, y] = [px, py];
  }
  return found.reverse();
}
