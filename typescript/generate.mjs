// Writes siteowner-api.d.ts from openapi.yaml: `make typescript`.
// Given a folder as argument, writes it there, so that a test can hold the two against each other.
import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";

const ROOT = resolve(import.meta.dirname, "..");
const HEADER = `// The SiteOwner API, version 1.1, as types for openapi-fetch.
// Made from openapi.yaml by \`make typescript\`; don't edit.

`;
const BLOB = ts.factory.createTypeReferenceNode("Blob");

const nodes = await openapiTS(new URL(`file://${ROOT}/openapi.yaml`), {
  // A picture is a file of a form: a browser has it as a Blob, of which File is one.
  transform: (schema) => (schema.format === "binary" ? BLOB : undefined),
  // A field with a default may be left out of a request.
  defaultNonNullable: false,
});
const folder = process.argv[2] ?? import.meta.dirname;
await writeFile(resolve(folder, "siteowner-api.d.ts"), HEADER + astToString(nodes));
