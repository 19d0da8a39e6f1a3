// make up: from a checkout to a running CleanApp. Ctrl-C stops everything it started.
import { Problem, say } from './lib/basics.mjs';
import { buildProduct, installTools, locked, requireSdk } from './lib/build.mjs';
import { occupant, settingsFromEnvironment, shown, startInstance } from './lib/instance.mjs';
import { requireFree } from './lib/ports.mjs';
import { failure, main } from './lib/processes.mjs';

await main(async () => {
  const settings = settingsFromEnvironment();
  const other = occupant(settings.dataDir);
  if (other) throw new Problem(`CleanApp already runs on ${shown(settings.dataDir)} (process ${other.pid}). A second one needs its own: make up DATA_DIR=.data2 HTTP_PORT=…`);
  await requireFree(settings.ports);
  requireSdk();

  await locked(async () => {
    await installTools();
    await buildProduct();
  });
  const instance = await startInstance(settings);

  const width = Math.max(0, ...instance.logins.map(({ email }) => email.length));
  const passwordWidth = Math.max(0, ...instance.logins.map(({ password }) => password.length));
  say(`
CleanApp is running.

  Application   ${instance.url}
  Panel         ${instance.url}/painel
  API docs      ${instance.url}/swagger
  Sandbox       ${instance.sandboxUrl}   (test bank and printer)
  Mailbox       ${instance.sandboxUrl}/sandbox/mail   (what was e-mailed, to anybody)
  Printer       localhost:${settings.ports.PRINTER_PORT}   (simulated)
  Data, logs    ${shown(settings.dataDir)}, ${shown(settings.dataDir)}/logs

  Demo logins
${instance.logins.map(({ email, password, role }) => `    ${email.padEnd(width)}   ${password.padEnd(passwordWidth)}   ${role}`).join('\n')}

Ctrl-C stops it; make reset empties it.`);

  const ended = await Promise.race(instance.servers.map((server) => server.exited.then(() => server)));
  throw new Problem(failure(ended));
});
