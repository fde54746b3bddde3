// Mermaid's own parser: node parse.mjs FILE, a JSON array of diagrams. Prints OK, where it reads the bars that stand there, or ERROR for each, then READY.
import { readFile } from 'node:fs/promises';
import { JSDOM } from 'jsdom';

const { window } = new JSDOM('<!DOCTYPE html><html><body></body></html>');
globalThis.window = window;
globalThis.document = window.document;
const { default: mermaid } = await import('mermaid');
mermaid.initialize({ startOnLoad: false });
const two = (number) => String(number).padStart(2, '0');
const stamp = (at) =>
  `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
const diagrams = JSON.parse(await readFile(process.argv[2], 'utf8'));
for (const [i, diagram] of diagrams.entries()) {
  try {
    const { type, db } = await mermaid.mermaidAPI.getDiagramFromText(diagram);
    // Each line that the bot wrote is one bar, from the time to the time that stand there.
    const bars = diagram.split('\n').filter((line) => line.includes(' :')).map((line) => line.trim().split(' :'));
    const read = db.getTasks().map((task) => [task.task.trim(), stamp(task.startTime), stamp(task.endTime)]);
    const wanted = bars.map(([label, data]) => [label, ...data.replace(/^(crit|done), /, '').split(', ')]);
    if (JSON.stringify(read) !== JSON.stringify(wanted)) throw new Error(`${JSON.stringify(read)} instead of ${JSON.stringify(wanted)}`);
    console.log(`OK ${i} ${type}`);
  } catch (error) {
    console.log(`ERROR ${i} ${JSON.stringify(error.message)}`);
  }
}
console.log('READY');
