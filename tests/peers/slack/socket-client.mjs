// The real Socket Mode client: node socket-client.mjs API_URL APP_TOKEN [PING_TIMEOUT_MS].
// Acknowledges everything (a command with an answer) and prints each state and event as a JSON line.
// The ping time-out is also what the client waits before it connects again. Ends when its standard input closes.
import { LogLevel, SocketModeClient } from '@slack/socket-mode';

const [slackApiUrl, appToken, pingTimeout = '5000'] = process.argv.slice(2);
const client = new SocketModeClient({
  appToken,
  logLevel: LogLevel.ERROR,
  clientPingTimeout: Number(pingTimeout),
  clientOptions: { slackApiUrl, retryConfig: { retries: 2, minTimeout: 10 } },
});
const tell = (line) => console.log(JSON.stringify(line));

for (const state of ['connected', 'reconnecting', 'disconnected']) {
  client.on(state, () => tell({ state }));
}
client.on('slack_event', async ({ ack, type, body, retry_num, accepts_response_payload }) => {
  const answer = type === 'slash_commands' ? { text: `Heard: ${body.text}` } : undefined;
  await ack(accepts_response_payload ? answer : undefined);
  tell({ type, body, retry_num, accepts_response_payload });
});

try {
  await client.start();
  console.log('READY');
} catch (error) {
  tell({ failed: error.data?.error ?? error.message });
  process.exit(1);
}
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
