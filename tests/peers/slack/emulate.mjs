// Starts emulate's Slack: node emulate.mjs PORT [seed.json]. Prints READY and its address; ends when its standard input closes.
import { readFileSync } from 'node:fs';
import { createEmulator } from 'emulate';

const [port, seedFile] = process.argv.slice(2);
const seed = seedFile ? JSON.parse(readFileSync(seedFile, 'utf8')) : { slack: { team: { name: 'Fake', domain: 'fake' } } };
const emulator = await createEmulator({ service: 'slack', port: Number(port), seed });
console.log(`READY ${emulator.url}`);

process.stdin.resume();
process.stdin.on('end', async () => {
  await emulator.close();
  process.exit(0);
});
