// Reads from the JSON Schema what the form shows: the kind of each field, its description and an example.

/**
 * @typedef {"text" | "paragraphs" | "date" | "choice" | "boolean" | "words" | "bullets" | "entries" | "group" | "keyed" | "picture" | "other"} Kind
 *
 * @typedef {object} FieldSpec
 * @property {string} key
 * @property {Kind} kind
 * @property {string} description
 * @property {string} example
 * @property {boolean} required
 * @property {boolean} rich Whether words can be emphasized.
 * @property {boolean} single Whether a list may also be written as one text.
 * @property {string[]} options Values to choose from, or to suggest.
 * @property {any} inner The schema of a group, of the entries of a list, or of the values of a mapping with any keys.
 */

/** What only dates may be. */
const DATE_IN_WORDS = "#/definitions/DateInWords";

/** The definitions that `$ref` points to. @type {any} */
let root = {};

/** The keys of a value in their usual order, by the schema of the value. */
const orders = new WeakMap();

/** @param {any} schema */
export function useSchema(schema) {
  root = schema;
}

/** A schema and all its alternatives, with references followed. @returns {any[]} */
function alternatives(/** @type {any} */ schema) {
  const found = [schema];
  if (schema.$ref) found.push(...alternatives(at(schema.$ref)));
  for (const word of ["anyOf", "oneOf", "allOf"]) for (const one of schema[word] ?? []) found.push(...alternatives(one));
  return found;
}

const at = (/** @type {string} */ pointer) =>
  pointer.slice(2).split("/").reduce((place, key) => place[key], root);

const types = (/** @type {any} */ schema) => [schema.type ?? []].flat();
const isText = (/** @type {any} */ schema) => types(schema).some((type) => ["string", "number", "integer"].includes(type));
const isObject = (/** @type {any} */ schema) => schema.properties !== undefined;

/** The fields of an object's schema, in order. @param {any} schema @returns {FieldSpec[]} */
export function fieldsOf(schema) {
  const object = alternatives(schema).find(isObject);
  if (!object) return [];
  const known = orders.get(object);
  if (known) return known;
  const required = object.required ?? [];
  const fields = Object.entries(object.properties)
    .filter(([key]) => !key.startsWith("$"))
    .map(([key, value]) => field(key, value, required.includes(key)));
  orders.set(object, fields);
  return fields;
}

/** The sections of a résumé, in order. @returns {FieldSpec[]} */
export const sections = () => fieldsOf(root);

/** @param {string} key @param {any} schema @param {boolean} required @returns {FieldSpec} */
function field(key, schema, required) {
  const all = alternatives(schema);
  const list = all.find((one) => one.items);
  const object = all.find(isObject);
  const values = all.map((one) => one.additionalProperties).find((one) => one && alternatives(one).some(isObject));
  const texts = all.filter(isText);
  const examples = all.map((one) => one.examples?.[0]).filter((one) => typeof one === "string" && one !== "text");
  const description = all.map((one) => one.description).find(Boolean) ?? "";
  const options = all.flatMap((one) => one.enum ?? (one.const === undefined ? [] : [one.const])).filter((one) => typeof one === "string");
  const items = list ? alternatives(list.items) : [];
  /** @returns {Kind} */
  const kind = () => {
    if (object?.properties.file && object.properties.crop) return "picture";
    const item = items.find(isObject);
    if (item?.properties.text) return "bullets";
    // An entry may also be a line of text; without anything that it must have, it is a setting.
    if (item) return !items.some(isText) || item.required?.length ? "entries" : "other";
    if (items.length) return "words";
    if (all.some((one) => types(one).includes("boolean") && !isText(one)) && !texts.length) return "boolean";
    // Where a date may also be in words, its pattern is wider.
    if (all.some((one) => one.$ref === DATE_IN_WORDS)) return "date";
    if (texts.some((one) => one.pattern && new RegExp(one.pattern).test("2019-10") && !new RegExp(one.pattern).test("1"))) return "date";
    if (options.length && !texts.length) return "choice";
    if (texts.some((one) => one.description?.includes("Multi-line")) || description.includes("Multi-line")) return "paragraphs";
    if (texts.length) return "text";
    if (object) return "group";
    if (values) return "keyed";
    return "other";
  };
  const inner = items.find(isObject) ?? object ?? values;
  return { key, kind: kind(), description: sentence(description), example: examples[0] ?? "", rich: isRich(description) || [...all, ...items].some((one) => isRich(one.description)), required, single: texts.length > 0, options, inner };
}

/** @param {string | undefined} description */
const isRich = (description) => /rich text|\*emphasis\*/.test(description ?? "");

/** The first sentences of a description, without the syntax of the text format. @param {string} text */
function sentence(text) {
  return text.replaceAll("\n", " ").split(/ (?=Text (?:on one line|with optional)|Multi-line rich text|Format: |A full URL|An email address|A phone number)/)[0];
}
