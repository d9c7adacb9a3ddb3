// A declaration and a schema side by side: the same keys, the same kinds of values, all the way down.

import { createRequire } from "node:module";

const require = createRequire(new URL("../browser/package.json", import.meta.url));

/** The compiler, which the tests in a browser have as a dependency. */
export const ts = require("typescript");

/** Where it starts as a program. */
export const TSC = require.resolve("typescript/bin/tsc");

/** The types that a file of declarations exports, by name, with the checker that understands them. */
export function declarations(path) {
  const program = ts.createProgram([path], { strict: true, noEmit: true, target: ts.ScriptTarget.ES2022 });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(path);
  const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(source));
  const problems = ts.getPreEmitDiagnostics(program).map((found) => found.messageText);
  if (problems.length > 0) throw new Error(`${path}: ${JSON.stringify(problems)}`);
  return { checker, exported: new Map(exported.map((symbol) => [symbol.name, symbol])) };
}

/** What an exported function gives. */
export function answerOf({ checker, exported }, name) {
  const type = checker.getTypeOfSymbol(exported.get(name));
  return checker.getReturnTypeOfSignature(type.getCallSignatures()[0]);
}

/** Every place where a type and a schema say different things. */
export function differences({ checker }, type, schema) {
  const found = [];
  // Both may hold themselves; what is being compared is not compared again.
  const open = new Set();

  const compare = (type, part, at) => {
    const say = (what) => found.push(`${at}: ${what}`);
    const name = part.$ref?.replace("#/$defs/", "");
    if (name !== undefined) {
      const key = `${name} ${checker.typeToString(type)}`;
      if (open.has(key)) return;
      open.add(key);
    }
    const declared = sorted(type.isUnion() ? type.types : [type], kindOfType);
    const listed = sorted(alternatives(part), kindOfSchema);
    const [left, right] = [declared, listed].map((kinds) => [...kinds.keys()].sort().join(" or "));
    if (left !== right) return say(`the type says ${left}, the schema ${right}`);
    for (const [kind, types] of declared) {
      const parts = listed.get(kind);
      if (kind === "words") words(types, parts, say);
      if (kind !== "list" && kind !== "record") continue;
      if (types.length > 1 || parts.length > 1) say(`there are several alternatives that are a ${kind}`);
      else if (kind === "list") list(types[0], parts[0], at);
      else record(types[0], parts[0], at, say);
    }
  };

  const kindOfType = (type) => {
    const has = (flag) => (type.flags & flag) !== 0;
    if (has(ts.TypeFlags.Null)) return "null";
    if (type.isStringLiteral()) return "words";
    if (has(ts.TypeFlags.String)) return "text";
    if (has(ts.TypeFlags.Number)) return "number";
    if (has(ts.TypeFlags.BooleanLike)) return "boolean";
    if (checker.isArrayType(type) || checker.isTupleType(type)) return "list";
    return has(ts.TypeFlags.Object) ? "record" : checker.typeToString(type);
  };

  const kindOfSchema = (part) => {
    if (part.enum !== undefined) return "words";
    const kinds = { string: "text", integer: "number", array: "list", object: "record" };
    return kinds[part.type] ?? String(part.type);
  };

  /** The alternatives of a schema, each of one kind. */
  const alternatives = (part) => {
    if (part.$ref !== undefined) return alternatives(schema.$defs[part.$ref.replace("#/$defs/", "")]);
    if (part.anyOf !== undefined) return part.anyOf.flatMap(alternatives);
    return Array.isArray(part.type) ? part.type.map((type) => ({ ...part, type })) : [part];
  };

  const sorted = (items, kindOf) => {
    const kinds = new Map();
    for (const item of items) {
      const kind = kindOf(item);
      kinds.set(kind, [...(kinds.get(kind) ?? []), item]);
    }
    return kinds;
  };

  const words = (types, parts, say) => {
    const declared = types.map((type) => type.value).sort().join();
    const listed = parts.flatMap((part) => part.enum).sort().join();
    if (declared !== listed) say(`the type says ${declared}, the schema ${listed}`);
  };

  const list = (type, part, at) => {
    for (const item of checker.getTypeArguments(type)) compare(item, part.items, `${at}[]`);
  };

  const record = (type, part, at, say) => {
    const index = checker.getIndexTypeOfType(type, ts.IndexKind.String);
    const byId = typeof part.additionalProperties === "object";
    if ((index !== undefined) !== byId) return say("one of them is by id, the other has fixed keys");
    if (byId) return compare(index, part.additionalProperties, `${at}{}`);
    if (part.additionalProperties !== false) return say("the schema allows any other key");
    const keys = new Map(checker.getPropertiesOfType(type).map((key) => [key.name, key]));
    for (const name of Object.keys(part.properties)) {
      if (!part.required.includes(name)) say(`the schema lets ${name} be left out`);
      if (!keys.has(name)) say(`only the schema has ${name}`);
    }
    for (const [name, key] of keys) {
      const held = part.properties[name];
      if (held === undefined) say(`only the type has ${name}`);
      // What may be left out is undefined too, which no schema says.
      else compare(checker.getTypeOfSymbol(key), held, `${at}.${name}`);
    }
  };

  compare(type, schema, "answer");
  return found;
}

/** Every place where a value breaks a schema. */
export function problems(value, schema) {
  const found = [];
  const kindOf = (value) => {
    if (value === null) return "null";
    if (Array.isArray(value)) return "array";
    return Number.isInteger(value) ? "integer" : typeof value;
  };
  const check = (value, part, at) => {
    if (part.$ref !== undefined) return check(value, schema.$defs[part.$ref.replace("#/$defs/", "")], at);
    const before = found.length;
    if (part.anyOf !== undefined) {
      for (const one of part.anyOf) {
        if (check(value, one, at)) {
          found.length = before;
          return true;
        }
      }
      return false;
    }
    const kind = kindOf(value);
    if (part.enum !== undefined && !part.enum.includes(value)) found.push(`${at}: ${value}`);
    if (part.type !== undefined && ![part.type].flat().includes(kind)) found.push(`${at}: ${kind}`);
    if (part.pattern !== undefined && kind === "string" && !new RegExp(part.pattern).test(value)) {
      found.push(`${at}: ${value}`);
    }
    if (part.minimum !== undefined && value < part.minimum) found.push(`${at}: ${value}`);
    if (kind === "array" && part.items !== undefined) {
      value.forEach((item, index) => check(item, part.items, `${at}[${index}]`));
    }
    if (kind === "object") {
      for (const name of part.required ?? []) if (!Object.hasOwn(value, name)) found.push(`${at}.${name}: not there`);
      for (const [name, held] of Object.entries(value)) {
        const own = part.properties?.[name] ?? part.additionalProperties;
        if (own === false) found.push(`${at}.${name}: not in the schema`);
        else if (typeof own === "object") check(held, own, `${at}.${name}`);
      }
    }
    return found.length === before;
  };
  check(value, schema, "answer");
  return found;
}
