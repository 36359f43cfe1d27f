// Which fields an applicant system's parser fills from Recto's PDFs: OpenResume's own parser, from its npm package.
//
//     node tests/readers/fields.mjs target/release/recto [--against FOLDER] [RESUME THEME [OPTION=VALUE …]]
//
// Without a résumé, it builds those below in every theme and date style and compares the scores with
// `tests/readers/fields.json`, where they may rise but never fall (`UPDATE=1` writes them). With one, it
// prints every field that the parser gets wrong. `tests/readers/install` prepares what it needs in
// `target/parsers`.

import { execFile } from "node:child_process";
import { promises as fs } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
// The reader would load a drawing library for these, though text needs none.
globalThis.DOMMatrix ??= class {};
globalThis.Path2D ??= class {};
const parser = await import(pathToFileURL(path.join(root, "target/parsers/openresume.cjs")));
const recto = path.resolve(process.argv[2]);

/** The résumés by which themes are measured, and how many fields each has. */
const RESUMES = { "tests/corpus/us_engineer.yaml": 33, "resume.yaml": undefined };
const DATES = ["default", "right", "inline", "below", "left"];

/** What a text is compared as. */
const plain = (text) => (text ?? "").normalize("NFKC").replace(/[\u200b\u00ad]/g, "").replace(/\s+/g, " ").trim();

/** The fields of a résumé as pairs of name and text, from the texts that `inspect --against` expects. */
function expected(texts) {
  const said = (key, role) => texts.find((text) => text.path === key && (!role || text.role === role))?.text;
  const list = (key) => texts.filter((text) => text.path.startsWith(`${key}[`)).map((text) => text.text);
  const fields = [];
  const add = (name, ...wanted) => {
    if (wanted.some((text) => text)) fields.push([name, wanted.map(plain)]);
  };
  const basics = (key) => said(`basics.${key}`);
  add("profile.name", basics("name"));
  add("profile.email", basics("email"));
  add("profile.phone", basics("phone"));
  // The parser keeps one address, of whichever kind.
  const addresses = texts.filter((text) => text.role === "address" && text.path.startsWith("basics.")).map((text) => text.text);
  if (addresses.length > 0) fields.push(["profile.url", addresses.map(plain)]);
  const place = [basics("location.city"), basics("location.region")].filter(Boolean).join(", ");
  add("profile.location", place);
  add("profile.summary", texts.find((text) => text.path === "basics.summary" && text.role === "text")?.text);
  const each = (section, draw) => {
    for (let index = 0; texts.some((text) => text.path.startsWith(`${section}[${index}]`)); index++) draw(`${section}[${index}]`, index);
  };
  const dates = (key) => texts.find((text) => text.role === "dates" && text.path.startsWith(`${key}.`))?.text;
  each("work", (key, index) => {
    add(`work.${index}.company`, said(`${key}.name`));
    add(`work.${index}.jobTitle`, said(`${key}.position`));
    add(`work.${index}.date`, dates(key));
    add(`work.${index}.descriptions`, ...list(`${key}.highlights`));
  });
  each("education", (key, index) => {
    const degree = [said(`${key}.studyType`), said(`${key}.area`)].filter(Boolean);
    add(`education.${index}.school`, said(`${key}.institution`));
    if (degree.length > 0) fields.push([`education.${index}.degree`, [degree.join(" in "), degree.join(" ")]]);
    add(`education.${index}.date`, dates(key));
    add(`education.${index}.gpa`, said(`${key}.score`)?.split("/")[0]);
  });
  each("projects", (key, index) => {
    add(`project.${index}.project`, said(`${key}.name`));
    add(`project.${index}.date`, dates(key));
    add(`project.${index}.descriptions`, ...list(`${key}.highlights`));
  });
  add("skills", ...texts.filter((text) => /^skills\[\d+\]/.test(text.path) && text.role !== "lead").map((text) => text.text));
  return fields;
}

/** What the parser found for a field. */
function found(resume, name) {
  const [section, index, key] = name.split(".");
  if (section === "profile") return [resume.profile[index]];
  if (section === "skills") return [resume.skills.descriptions.join(" ")];
  const entries = { work: "workExperiences", education: "educations", project: "projects" }[section];
  const value = resume[entries][index]?.[key];
  return Array.isArray(value) ? value : [value];
}

/** "right", "with more" if a neighbour's text is stuck on, or "wrong". */
function judge(name, wanted, given) {
  const texts = given.map(plain);
  if (name.endsWith(".degree")) {
    return wanted.includes(texts[0]) ? "right" : wanted.some((text) => texts[0].includes(text)) ? "with more" : "wrong";
  }
  // The parser knows only American numbers, without the country.
  const digits = (text) => text.replace(/\D/g, "");
  if (name === "profile.phone") return digits(texts[0]).length > 9 && digits(wanted[0]).endsWith(digits(texts[0])) ? "right" : "wrong";
  const bare = (text) => text.replace(/^https?:\/\//, "").replace(/\/$/, "");
  if (name === "profile.url") return wanted.some((text) => bare(text) === bare(texts[0])) ? "right" : "wrong";
  if (name === "skills") return wanted.every((text) => texts[0].includes(text)) ? "right" : "wrong";
  const same = (one, other) => one.replace(/[.\s]+$/, "").toLowerCase() === other.replace(/[.\s]+$/, "").toLowerCase();
  if (wanted.length === texts.length && wanted.every((text, index) => same(text, texts[index]))) return "right";
  const all = texts.join(" ").toLowerCase();
  return wanted.every((text) => all.includes(text.toLowerCase())) ? "with more" : "wrong";
}

/** Builds a résumé and has it parsed. */
async function look(file, theme, options) {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), "fields-"));
  try {
    const pdf = path.join(folder, "out.pdf");
    const set = options.flatMap((option) => ["--set", `theme.${option}`]);
    await run(recto, ["build", file, "--theme", theme, ...set, "-o", pdf, "--letter", "none"]);
    const args = ["inspect", pdf, "--against", file, "--theme", theme, ...set, "--format", "json"];
    const report = await run(recto, args, { maxBuffer: 1 << 26 }).catch((error) => error);
    const resume = await parser.parseResumeFromPdf(pdf);
    const fields = expected(JSON.parse(report.stdout).texts).map(([name, wanted]) => {
      const given = found(resume, name);
      return { name, wanted, given, verdict: judge(name, wanted, given) };
    });
    return fields;
  } finally {
    await fs.rm(folder, { recursive: true });
  }
}

const [file, theme, ...options] = process.argv.slice(3);
if (file) {
  const fields = await look(file, theme, options);
  for (const { name, wanted, given, verdict } of fields.filter(({ verdict }) => verdict !== "right")) {
    console.log(`${verdict}: ${name}\n  wanted ${JSON.stringify(wanted)}\n  given  ${JSON.stringify(given)}`);
  }
  console.log(`${fields.filter(({ verdict }) => verdict === "right").length} of ${fields.length}`);
  process.exit();
}

const listed = (await run(recto, ["themes"])).stdout;
const themes = listed.split("\n").filter((line) => /^\S/.test(line)).map((line) => line.split(/\s/)[0]);
const scores = {};
for (const [file, count] of Object.entries(RESUMES)) {
  for (const theme of themes) {
    const row = {};
    for (const dates of DATES) {
      const options = dates === "default" ? [] : [`dates=${dates}`];
      const fields = await look(path.join(root, file), theme, options).catch(() => undefined);
      // Not every theme has every date style.
      if (!fields && dates !== "default") continue;
      if (count && fields.length !== count) throw new Error(`${file} has ${fields.length} fields, not ${count}`);
      row[dates] = fields.filter(({ verdict }) => verdict === "right").length;
      row.of = fields.length;
    }
    (scores[file] ??= {})[theme] = row;
    console.log(path.basename(file), theme, Object.entries(row).map(([key, value]) => `${key} ${value}`).join(", "));
  }
}

const kept = path.join(root, "tests/readers/fields.json");
if (process.env.UPDATE) {
  await fs.writeFile(kept, `${JSON.stringify(scores, null, 1)}\n`);
} else {
  const before = JSON.parse(await fs.readFile(kept));
  let fell = false;
  for (const [file, rows] of Object.entries(scores)) {
    for (const [theme, row] of Object.entries(rows)) {
      for (const [dates, score] of Object.entries(row)) {
        const least = before[file]?.[theme]?.[dates] ?? 0;
        if (score < least) console.log(`${file} in ${theme}, dates ${dates}: ${score} fields, not ${least}`);
        fell ||= score < least;
      }
    }
  }
  process.exit(fell ? 1 : 0);
}
