// What both peers share: the suite writes how many on a line and reads how fast on the next, so that the program stays warm between slices.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** What an item of ours says, besides its kind: whose it is and of what. */
export const payload = { tenant: '019ab1c2-5d5e-7f00-8a1b-2c3d4e5f6071', subject: '019ab1c2-5d5f-7f00-9a1b-2c3d4e5f6072' };

/** Whether every job is to be on the disk before it counts as acknowledged, by a commit of its own. */
export const isEach = process.env.ACKNOWLEDGED === 'each';

const answer = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

/** Says what is not to be had here, which is no failure, and ends. */
export function missing(what) {
  answer({ missing: what });
  process.exit(0);
}

/** The package of that name with its version, or the word that it is not installed. */
export async function load(name) {
  const manifest = new URL(`node_modules/${name}/package.json`, import.meta.url);
  if (!existsSync(manifest)) missing(`${name} is not installed (npm ci in bench/peers)`);
  return { module: await import(name), version: JSON.parse(readFileSync(manifest, 'utf8')).version };
}

/** Answers `name`, then each line with a count by a slice of so many, until the input ends. */
export async function serve(name, slice) {
  answer({ name });
  for await (const line of createInterface({ input: process.stdin })) if (Number(line) > 0) answer(await slice(Number(line)));
}

const microsecondsPerTick = 1e6 / Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** The fields behind the name, which may hold blanks: state, parent, … user time (11), system time (12). */
function stat(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined; // it ended
  }
}

const processor = (pid) => (stat(pid) ?? []).slice(11, 13).reduce((sum, ticks) => sum + Number(ticks), 0) * microsecondsPerTick;

/** Processor time of this program and of a server with its children, in microseconds. */
export function used(server) {
  const { user, system } = process.cpuUsage();
  const children = readdirSync('/proc').filter((pid) => Number(pid) > 0 && Number(stat(pid)?.[1]) === server);
  return user + system + [server, ...children].reduce((sum, pid) => sum + processor(pid), 0);
}

/** From the first job begun, so that starting to work is not held against anybody, to the last acknowledged. */
export function stopwatch(count, server) {
  let begin;
  return {
    first() {
      begin ??= { at: performance.now(), used: used(server) };
    },
    stop() {
      const took = performance.now() - begin.at;
      return { perSecond: (1000 * count) / took, cpuMicroseconds: (used(server) - begin.used) / count };
    },
  };
}
