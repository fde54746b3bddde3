// A real SMTP server: node smtp.mjs USER PASSWORD. Prints READY and its port, then MAIL and the mail as JSON for each that it takes.
// With starttls as a third word it offers STARTTLS, with a certificate that nobody trusts. It says ASKED for each login.
// It wants the password; refuses addresses that begin with "nobody" for good, and those that begin with "later" once.
import { SMTPServer } from 'smtp-server';
import { simpleParser } from 'mailparser';

const [user, password, encryption] = process.argv.slice(2);
const asked = new Set();
const refusal = (code, text) => Object.assign(new Error(text), { responseCode: code });
const server = new SMTPServer({
  allowInsecureAuth: true,
  disabledCommands: encryption === 'starttls' ? [] : ['STARTTLS'],
  logger: false,
  onAuth: (auth, _session, done) =>
    console.log(`ASKED ${auth.username}`) ||
    (auth.username === user && auth.password === password ? done(null, { user }) : done(refusal(535, 'Wrong name or password'))),
  onRcptTo({ address }, _session, done) {
    if (address.startsWith('nobody')) return done(refusal(550, 'There is nobody of that name'));
    if (address.startsWith('later') && !asked.has(address)) {
      asked.add(address);
      return done(refusal(451, 'Try again'));
    }
    return done();
  },
  async onData(stream, session, done) {
    const mail = await simpleParser(stream);
    console.log(
      `MAIL ${JSON.stringify({
        to: session.envelope.rcptTo.map((recipient) => recipient.address),
        from: session.envelope.mailFrom.address,
        subject: mail.subject,
        id: mail.messageId,
        text: mail.text,
        html: mail.html,
      })}`,
    );
    done();
  },
});
server.on('error', (error) => console.log(`ERROR ${error.message}`));
server.listen(0, '127.0.0.1', () => console.log(`READY ${server.server.address().port}`));
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
