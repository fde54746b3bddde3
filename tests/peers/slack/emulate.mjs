// Starts emulate's Slack: node emulate.mjs PORT [seed.json]. Prints READY and its address. A line "reset N" on standard input brings it
// back to the seed and is answered with "RESET N"; ends when its standard input closes.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { createEmulator } from 'emulate';

const [port, seedFile] = process.argv.slice(2);
const seed = seedFile ? JSON.parse(readFileSync(seedFile, 'utf8')) : { slack: { team: { name: 'Fake', domain: 'fake' } } };
const emulator = await createEmulator({ service: 'slack', port: Number(port), seed });
console.log(`READY ${emulator.url}`);

for await (const line of createInterface({ input: process.stdin })) {
  if (line.startsWith('reset ')) {
    await emulator.reset();
    console.log(`RESET ${line.slice('reset '.length)}`);
  }
}
await emulator.close();
process.exit(0);
