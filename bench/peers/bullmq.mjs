// BullMQ on a Redis of its own that writes its log to the disk once a second, or at every turn of its loop: jobs that do nothing, a hundred at a time.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isEach, load, missing, payload, serve, stopwatch } from './slices.mjs';

const concurrency = 100;
const fsync = isEach ? 'always' : 'everysec';
const fillAtOnce = 1000;

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

async function startRedis() {
  if (spawnSync('redis-server', ['--version']).status !== 0) missing('redis-server is not installed');
  const folder = mkdtempSync(join(tmpdir(), 'cleanapp-redis-'));
  const port = await freePort();
  const durable = ['--save', '', '--appendonly', 'yes', '--appendfsync', fsync];
  const child = spawn('redis-server', ['--bind', '127.0.0.1', '--port', String(port), '--dir', folder, ...durable], { stdio: 'ignore' });
  const gone = once(child, 'exit');
  return {
    port,
    pid: child.pid,
    async stop() {
      child.kill('SIGKILL');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const { module: bullmq, version } = await load('bullmq');
const redis = await startRedis();
try {
  const connection = { host: '127.0.0.1', port: redis.port, maxRetriesPerRequest: null };
  const queue = new bullmq.Queue('nothing', { connection, defaultJobOptions: { removeOnComplete: true } });
  await queue.waitUntilReady();
  await serve(`BullMQ ${version}, AOF ${fsync}`, async (count) => {
    for (let filled = 0; filled < count; filled += fillAtOnce)
      await queue.addBulk(Array.from({ length: Math.min(fillAtOnce, count - filled) }, () => ({ name: 'nothing', data: payload })));
    const watch = stopwatch(count, redis.pid);
    const worker = new bullmq.Worker('nothing', async () => watch.first(), { connection, concurrency, autorun: false });
    await worker.waitUntilReady();
    let done = 0;
    const all = new Promise((resolve, reject) => {
      worker.on('completed', () => ++done === count && resolve());
      worker.on('failed', (_, error) => reject(error));
      worker.on('error', reject);
    });
    worker.run();
    await all;
    const result = watch.stop();
    await worker.close();
    return result;
  });
  await queue.close();
} finally {
  await redis.stop();
}
