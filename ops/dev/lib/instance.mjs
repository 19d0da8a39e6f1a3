// One running CleanApp: database, sandbox and API on their ports, with everything they keep in one folder.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { get as httpGet } from 'node:http';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { isAlive, lastLines, pause, Problem, root, say } from './basics.mjs';
import { api, sandbox, webRoot } from './build.mjs';
import { binaries, clusterFolder, startPostgres } from './postgres.mjs';
import { freePorts } from './ports.mjs';
import { failure, onLeave, run, start } from './processes.mjs';

const defaults = { HTTP_PORT: 8080, SANDBOX_PORT: 8090, PRINTER_PORT: 9100, MAIL_PORT: 2525, DATABASE_PORT: 54329 };

/** What the environment (make HTTP_PORT=…) asks for. */
export function settingsFromEnvironment() {
  const ports = Object.fromEntries(Object.entries(defaults).map(([variable, port]) => [variable, Number(process.env[variable] || port)]));
  const databaseUrl = process.env.DATABASE_URL || undefined;
  if (databaseUrl) delete ports.DATABASE_PORT;
  return { ports, databaseUrl, dataDir: resolve(root, process.env.DATA_DIR || '.data') };
}

/** A fresh instance for tests: free ports, its own folder, which goes away with the launcher. */
export async function temporarySettings() {
  const dataDir = temporaryFolder();
  writeFileSync(join(dataDir, 'instance'), randomUUID());
  return { ports: await freePorts(...Object.keys(defaults)), dataDir, throwAway: true };
}

export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'cleanapp-'));
  chmodSync(folder, 0o711); // root's database user passes through it
  onLeave(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const shown = (path) => (relative(root, path).startsWith('..') ? path : relative(root, path));

const lockFile = (dataDir) => join(dataDir, 'launcher.json');

/** The launcher that is using `dataDir` now: { pid, databaseUrl, ports }, or null. */
export function occupant(dataDir) {
  if (!existsSync(lockFile(dataDir))) return null;
  try {
    const holder = JSON.parse(readFileSync(lockFile(dataDir), 'utf8'));
    return isAlive(holder.pid, 'ops/dev/') ? holder : null;
  } catch {
    return null; // half-written by a launcher that was killed
  }
}

function claim({ dataDir, ports }) {
  const other = occupant(dataDir);
  if (other) throw new Problem(`${shown(dataDir)} is in use by another launcher (process ${other.pid}). Stop it, or choose another folder: make up DATA_DIR=.data2`);
  mkdirSync(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  mkdirSync(join(dataDir, 'logs'), { recursive: true, mode: 0o700 });
  const note = (more) => writeFileSync(lockFile(dataDir), JSON.stringify({ pid: process.pid, ports, ...more }), { mode: 0o600 });
  note();
  onLeave(() => rmSync(lockFile(dataDir), { force: true }));
  const marker = join(dataDir, 'instance');
  if (!existsSync(marker)) writeFileSync(marker, randomUUID());
  writeFileSync(join(dataDir, '.gitignore'), '*\n'); // any DATA_DIR inside the checkout stays out of commits
  return note;
}

/** HTTP_HOST opens the API to other machines (0.0.0.0) or one address; loopback unless asked. */
const host = () => process.env.HTTP_HOST || 'localhost';
const reachableHost = () => (['0.0.0.0', '::', '[::]', '*', '+'].includes(host()) ? 'localhost' : host());

/** The API's environment: see docs/developer for each variable. */
export function apiEnvironment({ ports, dataDir, databaseUrl }, more = {}) {
  return {
    ASPNETCORE_ENVIRONMENT: 'Development',
    ASPNETCORE_URLS: `http://${host()}:${ports.HTTP_PORT}`,
    DATABASE_URL: databaseUrl,
    Instance__Id: readFileSync(join(dataDir, 'instance'), 'utf8'),
    Instance__PublicUrl: process.env.Instance__PublicUrl || `http://${reachableHost()}:${ports.HTTP_PORT}`,
    Instance__WebRoot: webRoot,
    Security__KeyFile: join(dataDir, 'keys.json'),
    Sandbox__Url: `https://localhost:${ports.SANDBOX_PORT}`,
    Sandbox__MetaUrl: `http://localhost:${ports.SANDBOX_PORT}/graph`,
    Sandbox__PushUrl: `http://localhost:${ports.SANDBOX_PORT}/push`,
    Sandbox__CertificateFolder: join(dataDir, 'sandbox/certs'),
    Sandbox__PrinterPort: String(ports.PRINTER_PORT),
    Mail__Host: 'localhost',
    Mail__Port: String(ports.MAIL_PORT),
    Mail__Security: 'StartTls',
    Mail__AuthorityFile: join(dataDir, 'sandbox/certs/ca.pem'),
    Mail__From: 'avisos@cleanapp.example',
    ...timeZones(),
    ...more,
  };
}

/** A minimal Debian has no time zones; PostgreSQL brings its own copy of them. */
function timeZones() {
  if (existsSync('/usr/share/zoneinfo/America/Sao_Paulo') || process.env.TZDIR) return {};
  const folder = binaries();
  return folder ? { TZDIR: join(folder, 'share/postgresql/timezone') } : {};
}

/** Runs one of the API's verbs (migrate, seed-demo, …), its options after blanks, and answers what it printed. */
export function verb(line, settings, more) {
  const [name, ...options] = line.split(' ');
  return run(name, 'dotnet', [api, name, ...options], { env: apiEnvironment(settings, more), log: join(settings.dataDir, `logs/${name}.log`), capture: true });
}

/** The database alone. Completes `settings.databaseUrl`. */
export async function startDatabase(settings) {
  const note = claim(settings);
  if (!settings.databaseUrl) {
    const database = await startPostgres({ dataDir: settings.dataDir, port: settings.ports.DATABASE_PORT, throwAway: settings.throwAway });
    settings.databaseUrl = database.url;
    settings.databaseProcess = database.entry;
    if (database.cluster !== join(settings.dataDir, 'postgres')) say(`The database is in ${database.cluster}: its user cannot reach ${shown(settings.dataDir)}.`);
  }
  note({ databaseUrl: settings.databaseUrl });
}

/** Everything. Answers { url, sandboxUrl, logins, servers }. */
export async function startInstance(settings, more) {
  const { ports, dataDir } = settings;
  const logs = join(dataDir, 'logs');

  say(settings.databaseUrl ? 'Using the database of DATABASE_URL …' : 'Starting PostgreSQL …');
  await startDatabase(settings);

  say('Starting the sandbox …');
  const sandboxUrl = `http://localhost:${ports.SANDBOX_PORT}`;
  const sandboxServer = start('The sandbox', 'dotnet', [sandbox], {
    log: join(logs, 'sandbox.log'),
    cwd: join(root, 'sandbox'),
    env: {
      ASPNETCORE_ENVIRONMENT: 'Development',
      SANDBOX_PORT: String(ports.SANDBOX_PORT),
      PRINTER_PORT: String(ports.PRINTER_PORT),
      MAIL_PORT: String(ports.MAIL_PORT),
      SANDBOX_DATA: join(dataDir, 'sandbox'),
      ...timeZones(),
    },
  });

  say('Bringing the database up to date …');
  await verb('migrate', settings, more);
  await ready(sandboxServer, `${sandboxUrl}/sandbox/health`);
  say('Checking the demo company …');
  const logins = demoLogins(await verb('seed-demo', settings, more));

  say('Starting the API and its worker …');
  const server = start('The API', 'dotnet', [api, 'serve'], {
    log: join(logs, 'api.log'),
    cwd: join(root, 'src/Api'),
    env: apiEnvironment(settings, { Host__Role: 'all', ...more }),
  });
  const url = `http://${reachableHost()}:${ports.HTTP_PORT}`;
  await ready(server, `${url}/health/ready`);
  return { url, sandboxUrl, logins, servers: [server, sandboxServer, settings.databaseProcess].filter(Boolean) };
}

function demoLogins(output) {
  try {
    return JSON.parse(output.trim().split('\n').at(-1)).logins ?? [];
  } catch {
    throw new Problem(`seed-demo did not end with its list of logins:\n${output}`);
  }
}

const status = (url) =>
  new Promise((resolve) => {
    const request = httpGet(url, { timeout: 5000 }, (response) => resolve(response.resume().statusCode));
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(0));
  });

export async function ready(server, url) {
  let last = 0;
  for (const deadline = Date.now() + 120_000; ; await pause(150)) {
    if (server.result) throw new Problem(failure(server));
    last = await status(url);
    if (last === 200) return;
    if (Date.now() > deadline) throw new Problem(`${server.name} is not ready after two minutes (${url} answers ${last || 'nothing'}):\n${lastLines(server.log)}`);
  }
}

/** Deletes an instance's folder, and only an instance's. */
export function erase(dataDir) {
  if (existsSync(dataDir) && !existsSync(join(dataDir, 'instance'))) throw new Problem(`${shown(dataDir)} is not a CleanApp data folder; nothing was deleted.`);
  rmSync(clusterFolder(dataDir), { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
}
