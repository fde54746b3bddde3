// A Bolt app over HTTP that acknowledges everything: node bolt-echo.mjs PORT SIGNING_SECRET [COMMAND] [API_URL].
// Prints READY, then one JSON line for each thing Bolt accepted; ends when its standard input closes.
process.env.NODE_ENV = 'production';
import bolt from '@slack/bolt';

const [port, signingSecret, command = '/incident', slackApiUrl] = process.argv.slice(2);
const receiver = new bolt.HTTPReceiver({ signingSecret, endpoints: '/slack/events', logLevel: bolt.LogLevel.ERROR });
const app = new bolt.App({
  receiver,
  logLevel: bolt.LogLevel.ERROR,
  clientOptions: slackApiUrl ? { slackApiUrl } : undefined,
  authorize: async () => ({ botToken: 'xoxb-fake', botId: 'B0BOT', botUserId: 'U0BOT' }),
});
const tell = (kind, body) => console.log(JSON.stringify({ kind, body }));

app.command(command, async ({ ack, command: body }) => {
  await ack({ response_type: 'ephemeral', text: `Heard: ${body.text}` });
  tell('command', body);
});
app.action(/.*/, async ({ ack, body }) => {
  await ack();
  tell('action', body);
});
app.view(/.*/, async ({ ack, view, body }) => {
  await ack(view.callback_id === 'refuse' ? { response_action: 'errors', errors: { title: 'Say more' } } : undefined);
  tell('view', body);
});
app.shortcut(/.*/, async ({ ack, body }) => {
  await ack();
  tell('shortcut', body);
});
app.options(/.*/, async ({ ack, body }) => {
  await ack({ options: [{ text: { type: 'plain_text', text: `For ${body.value}` }, value: body.value }] });
  tell('options', body);
});
app.event(/.*/, async ({ event, body }) => tell('event', { ...body, event }));

await app.start({ port: Number(port), host: '127.0.0.1' });
console.log('READY');
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
