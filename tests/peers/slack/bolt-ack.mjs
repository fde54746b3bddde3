// A Bolt app over HTTP that only acknowledges a slash command, for comparing speed: node bolt-ack.mjs PORT SIGNING_SECRET.
// Prints READY; ends when its standard input closes.
process.env.NODE_ENV = 'production';
import bolt from '@slack/bolt';

const [port, signingSecret] = process.argv.slice(2);
const receiver = new bolt.HTTPReceiver({ signingSecret, endpoints: '/slack/commands', logLevel: bolt.LogLevel.ERROR });
const app = new bolt.App({
  receiver,
  logLevel: bolt.LogLevel.ERROR,
  authorize: async () => ({ botToken: 'xoxb-fake', botId: 'B0BOT', botUserId: 'U0BOT' }),
});
app.command('/incident', async ({ ack }) => ack({ response_type: 'in_channel', text: 'Noted' }));

await app.start({ port: Number(port), host: '127.0.0.1' });
console.log('READY');
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
