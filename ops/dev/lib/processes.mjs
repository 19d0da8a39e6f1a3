// Starts child processes so that none outlives the launcher, however the launcher ends.
//
// - Every child leads its own process group: Ctrl-C in the terminal reaches only the launcher, which stops the children in order.
// - A small shell ("watchdog") holds a pipe from the launcher. When the launcher dies without a word (kill -9), the pipe closes
//   and the watchdog ends every group that is still listed. This also covers grandchildren (npm -> vite, dotnet -> its build nodes).
// - On Linux the kernel does the same for long-lived servers (setpriv --pdeathsig), even when the watchdog is killed too.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { lastLines, pause, Problem, root, say, which } from './basics.mjs';

const running = [];
let watchdog;
let stopping = false;

const hasDeathSignal = Boolean(which('setpriv')) && spawnSync('setpriv', ['--help']).stdout?.includes('--pdeathsig');

const watchdogScript = `
list=
while read -r verb pid signal; do
  case $verb in
    add) list="$list $pid:$signal" ;;
    drop) list=$(for entry in $list; do [ "\${entry%%:*}" = "$pid" ] || printf ' %s' "$entry"; done) ;;
    bye) exit 0 ;;
  esac
done
for entry in $list; do kill -s "\${entry#*:}" -- "-\${entry%%:*}"; done
for second in 1 2 3 4 5 6 7 8 9 10; do
  alive=
  for entry in $list; do kill -s 0 -- "-\${entry%%:*}" && alive="$alive \${entry%%:*}"; done
  [ -z "$alive" ] && exit 0
  sleep 1
done
for group in $alive; do kill -s KILL -- "-$group"; done
`;

function tellWatchdog(line) {
  if (!watchdog) {
    watchdog = spawn('sh', ['-c', watchdogScript], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
    watchdog.stdin.on('error', () => {});
    watchdog.unref();
    watchdog.stdin.unref?.();
  }
  watchdog.stdin.write(`${line}\n`);
}

/**
 * Starts a long-lived child. Its output goes to `log` (the previous run's log is kept as `.1`).
 * `user` ({ uid, gid }) drops root for the child.
 */
export function start(name, command, args, { cwd = root, env = {}, log, stopSignal = 'SIGTERM', user, input, capture = false } = {}) {
  if (stopping) throw new Problem('Stopping.');
  mkdirSync(dirname(log), { recursive: true });
  if (existsSync(log)) renameSync(log, `${log}.1`);
  const output = openSync(log, 'a', 0o600);

  let options = { ...user };
  if (hasDeathSignal) {
    const dropRoot = user ? ['--reuid', String(user.uid), '--regid', String(user.gid), '--clear-groups'] : [];
    args = [...dropRoot, '--pdeathsig', stopSignal.slice(3), '--', command, ...args];
    command = 'setpriv';
    options = {};
  }

  const child = spawn(command, args, {
    ...options,
    cwd,
    env: { ...process.env, ...env },
    detached: true,
    stdio: [input === undefined ? 'ignore' : 'pipe', capture ? 'pipe' : output, output],
  });
  const entry = { name, child, log, stopSignal, pid: child.pid, stdout: '' };
  entry.exited = new Promise((resolve) => {
    child.on('error', (error) => resolve({ error }));
    child.on('close', (code, signal) => resolve({ code, signal }));
  }).then((result) => {
    closeSync(output);
    const position = running.indexOf(entry);
    if (position >= 0) running.splice(position, 1);
    if (child.pid) tellWatchdog(`drop ${child.pid}`);
    return (entry.result = result);
  });
  if (child.pid) {
    running.push(entry);
    tellWatchdog(`add ${child.pid} ${stopSignal.slice(3)}`);
  }
  if (capture) {
    child.stdout.on('data', (data) => {
      entry.stdout += data;
      writeSync(output, data);
    });
  }
  if (input !== undefined) child.stdin.end(input);
  return entry;
}

/** Runs a command to its end. A failure shows the end of its log. */
export async function run(name, command, args, { minutes = 20, ...options } = {}) {
  const entry = start(name, command, args, options);
  const timer = setTimeout(() => stop(entry), minutes * 60_000);
  const result = await entry.exited;
  clearTimeout(timer);
  if (stopping) return pause(2 ** 30); // the signal handler ends the process
  if (result.code !== 0) throw new Problem(failure(entry));
  return entry.stdout;
}

export function failure({ name, log, result }) {
  const how = result.error?.message ?? (result.signal ? `was ended by ${result.signal}` : `ended with code ${result.code}`);
  return `${name} ${how}. The end of ${relative(root, log).startsWith('..') ? log : relative(root, log)}:\n\n${lastLines(log)}\n`;
}

export async function stop(entry, patience = 15_000) {
  const signal = (name) => {
    try {
      process.kill(-entry.pid, name);
    } catch {
      // already gone
    }
  };
  if (entry.result) return;
  signal(entry.stopSignal);
  await Promise.race([entry.exited, pause(patience)]);
  if (!entry.result) {
    signal('SIGKILL');
    await entry.exited;
  }
}

/** Newest first: the API before the database it talks to. */
export async function stopAll() {
  for (const entry of [...running].reverse()) await stop(entry);
}

/** Runs a script's main function; every way out stops what was started. `leave` runs last (temporary folders, locks). */
export async function main(work) {
  const leave = async (code) => {
    await stopAll();
    for (const step of cleanups.reverse()) await step();
    watchdog?.stdin.write('bye\n');
    process.exit(code);
  };
  const interrupted = (why, code) => {
    if (stopping) return;
    stopping = true;
    say(`\n${why}`);
    void leave(code);
  };
  process.on('SIGINT', () => interrupted('Stopping …', 130));
  process.on('SIGTERM', () => interrupted('Stopping …', 143));
  process.on('SIGHUP', () => interrupted('Stopping …', 129));
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {}); // a closed terminal must not keep us from stopping

  // Under make: when make itself is killed, nobody is left to press Ctrl-C.
  const parent = process.ppid;
  if (process.env.MAKELEVEL) setInterval(() => process.ppid !== parent && interrupted('make is gone; stopping …', 143), 1000).unref();

  let code = 0;
  try {
    code = (await work()) ?? 0;
  } catch (error) {
    if (stopping) return;
    console.error(`\n${error instanceof Problem ? error.message : error.stack}`);
    code = 1;
  }
  if (stopping) return;
  stopping = true;
  await leave(code);
}

const cleanups = [];
export const onLeave = (step) => cleanups.push(step);
