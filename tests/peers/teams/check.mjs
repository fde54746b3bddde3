// Holds what the bot makes for Teams against Microsoft's own parts.
//   node check.mjs manifest   reads one manifest a line, answers each with "ok" or a JSON array of errors (the schema of its own version)
//   node check.mjs cards      reads one Adaptive Card a line, answers the same (parsed and validated by the real renderer's library)
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv-draft-04';

const modules = join(dirname(fileURLToPath(import.meta.url)), '..', 'node_modules');
const require = createRequire(import.meta.url);
const check = { manifest: manifestErrors, cards: cardErrors }[process.argv[2]];

console.log('READY');
for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim() === '') continue;
  const errors = check(JSON.parse(line));
  console.log(errors.length === 0 ? 'ok' : JSON.stringify(errors));
}

function manifestErrors(manifest) {
  const folder = join(modules, '@microsoft/app-manifest/build/json-schemas/teams', `v${manifest.manifestVersion}`);
  const schema = JSON.parse(readFileSync(join(folder, 'MicrosoftTeams.schema.json'), 'utf8'));
  delete schema.id;
  const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
  return validate(manifest) ? [] : validate.errors.map((error) => `${error.instancePath} ${error.message}`);
}

function cardErrors(json) {
  const { AdaptiveCard, SerializationContext, Version } = require('adaptivecards/dist/adaptivecards.js');
  const card = new AdaptiveCard();
  card.version = new Version(1, 5);
  const context = new SerializationContext(new Version(1, 5));
  card.parse(json, context);
  const events = Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i).message);
  const failures = card.validateProperties().validationEvents.map((event) => event.message);
  return [...events, ...failures];
}
