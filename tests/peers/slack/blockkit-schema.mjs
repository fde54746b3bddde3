// JSON schemas made from Slack's own TypeScript types.
//   node blockkit-schema.mjs FOLDER             writes blocks.json, view.json and manifest.json
//   node blockkit-schema.mjs FOLDER check KIND  reads one JSON document a line (KIND: blocks, view or manifest),
//                                               answers each with "ok" or a JSON array of errors
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, '..', 'node_modules', '@slack');
const sources = {
  blocks: { path: join(modules, 'types/dist/index.d.ts'), type: 'KnownBlock', many: true },
  view: { path: join(modules, 'types/dist/index.d.ts'), type: 'View' },
  manifest: { path: manifestFile(), type: 'Manifest' },
};
const [folder, verb, kind] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });

if (verb === 'check') {
  await check(kind);
} else {
  Object.keys(sources).forEach((name) => schemaOf(name));
}

function manifestFile() {
  const candidates = ['web-api/dist/types/request/manifest.d.ts', 'web-api/dist/src/types/request/manifest.d.ts'];
  return candidates.map((name) => join(modules, name)).find(existsSync);
}

function schemaOf(name) {
  const file = join(folder, `${name}.json`);
  if (existsSync(file)) {
    return JSON.parse(readFileSync(file, 'utf8'));
  }
  const { path, type, many } = sources[name];
  const schema = createGenerator({
    path,
    type,
    tsconfig: join(here, 'tsconfig.json'),
    skipTypeCheck: true,
    additionalProperties: false,
  }).createSchema(type);
  const whole = many ? { ...schema, $ref: undefined, type: 'array', items: { $ref: schema.$ref } } : schema;
  writeFileSync(file, JSON.stringify(whole, null, 1));
  return JSON.parse(JSON.stringify(whole));
}

async function check(name) {
  const validate = new Ajv({ strict: false, allErrors: false, discriminator: false }).compile(schemaOf(name));
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === '') continue;
    console.log(validate(JSON.parse(line)) ? 'ok' : JSON.stringify(explain(validate.errors)));
  }
}

// A union of forty blocks fails in forty ways; the deepest complaints are about the branch that was meant.
function explain(errors) {
  const depth = (error) => error.instancePath.split('/').length;
  const deepest = Math.max(...errors.map(depth));
  const said = errors.filter((error) => depth(error) === deepest);
  return [...new Set(said.map(({ instancePath, message, params }) => `${instancePath || '/'} ${message} ${JSON.stringify(params)}`))];
}
