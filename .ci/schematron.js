// Holds XLIFF files to the Schematron rules in a folder; for xliff-validate.
const fs = require("fs");
const path = require("path");
const { Schema } = require("node-schematron");

const [folder, ...files] = process.argv.slice(2);

// The parser below resolves no entities of a document type.
function read(name) {
  let text = fs.readFileSync(path.join(folder, name), "utf8");
  const entities = {};
  for (const m of text.matchAll(/<!ENTITY\s+(\S+)\s+"([^"]*)"\s*>/g)) entities[m[1]] = m[2];
  text = text.replace(/<!DOCTYPE[^\[]*\[[\s\S]*?\]>/, "");
  for (let i = 0; i < 5; i++) text = text.replace(/&([\w-]+);/g, (all, name) => entities[name] ?? all);
  // XSLT's current() is the node of the rule; it is no function of XPath.
  text = text.replaceAll("current()", "$current").replace(/<(\w+:)?rule [^>]*>/g, '$&<$1let name="current" value="."/>');
  return Schema.fromString(text);
}

let bad = 0;
const schemas = ["xliff_core_2.1.sch", "matches.sch", "glossary.sch"].map((name) => [name, read(name)]);
for (const file of files) {
  for (const [name, schema] of schemas) {
    for (const r of schema.validateString(fs.readFileSync(file, "utf8"))) {
      // The rule for cp forgets two of the characters that XML forbids
      // (https://www.w3.org/TR/xml/#charsets).
      if (/^FFF[EF]$/i.test(r.context?.getAttribute?.("hex") ?? "")) continue;
      console.error(`${file}: ${name}: ${r.message.trim().replace(/\s+/g, " ")}`);
      bad++;
    }
  }
}
process.exit(bad ? 1 : 0);
