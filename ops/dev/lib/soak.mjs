// Sends messages through a WhatsApp that misbehaves while processes of the product, and its database, are killed without a word.
// The judge is the sandbox's ledger: what customers really got.
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { pause, Problem, root, say } from './basics.mjs';
import { api, sandbox } from './build.mjs';
import { apiEnvironment, ready, startDatabase, temporarySettings, verb } from './instance.mjs';
import { freePorts } from './ports.mjs';
import { startPostgres } from './postgres.mjs';
import { start, stop } from './processes.mjs';

const NUMBERS = 3;
const CUSTOMERS = 60;
const UNDELIVERABLE = 131026;
const CLASSES = ['reply', 'code', 'utility', 'marketing', 'sensitive'];
const unknownAfter = '00:00:04';
const customer = (index) => `+55119${80_000_000 + index * 7919}`;

/** How often each thing may happen to a message, and what is wrong with the webhooks meanwhile; drawn anew every second. */
const misfortunes = (random) => {
  const some = (all) => all[Math.floor(random() * all.length)];
  const answers = [
    { match: { call: 'messages' }, times: 1, delayAfterEffectMs: 12_000 },
    { match: { call: 'messages' }, times: 2, dropConnectionAfterEffect: true },
    { match: { call: 'messages' }, times: 2, dropConnectionBefore: true },
    { match: { call: 'messages' }, times: 2, statusAfterEffect: 500 },
    { match: { call: 'messages' }, times: 2, status: 503 },
    { match: { call: 'messages' }, times: 1, malformed: 'no_id' },
    { match: { call: 'messages' }, times: 1, malformed: 'cut' },
    { match: { call: 'messages' }, times: 3, errorCode: 130429 },
    { match: { call: 'messages' }, times: 2, errorCode: 131056 },
    { match: { call: 'messages' }, times: 2, failedCode: UNDELIVERABLE },
  ].filter(() => random() < 0.35);
  const webhook = some([
    {},
    { duplicate: 2 },
    { reorder: true },
    { drop: ['sent'] },
    { drop: ['delivered', 'sent'] },
    { delayMs: 800 },
    { batch: { entries: 2, changes: 2, items: 2, waitMs: 200 } },
  ]);
  // Meta goes on for seven days; here for about a minute.
  return { webhook: { ...webhook, attempts: 8, retryDelayMs: 500 }, answers, statusBeforeAnswer: random() < 0.3 };
};

/** The same numbers for the same seed; what the clock and the system make of them differs. */
function generator(seed) {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/**
 * @param {{ messages: number, seed: number, secondsBetweenKills: number, mostKills: number }} options
 * @returns what happened, as counts, and `wrong`: a sentence for each thing that must not be
 */
export async function soak({ messages, seed, secondsBetweenKills, mostKills }) {
  const random = generator(seed);
  const world = await World.start();
  const begun = Date.now();
  try {
    const channels = await world.connect();
    const intents = Array.from({ length: messages }, (_, i) => ({
      text: `m${i}-${seed}`,
      class: CLASSES[i % CLASSES.length],
      channel: channels[i % NUMBERS],
      to: customer(Math.floor(random() * CUSTOMERS)),
    }));
    let sending = true;
    const kills = world.killNowAndThen(random, secondsBetweenKills, mostKills, () => sending);
    const faults = world.misbehave(channels, random, () => sending);
    await world.sendAll(intents);
    // What was taken is sent while the killing goes on.
    await world.until(async () => (await world.count(channels, ['queued', 'sending'])) < messages * 0.1, 'most to be sent', 1200);
    sending = false;
    const killed = await kills;
    await faults;
    await world.behave(channels);
    await world.settle(channels);
    return { messages, seed, seconds: Math.round((Date.now() - begun) / 1000), killed, ...(await world.judge(intents, channels)) };
  } finally {
    await world.stop();
  }
}

class World {
  static async start() {
    const world = new World();
    // Durable: a database that forgets what it confirmed would be no judge of us.
    world.settings = { ...(await temporarySettings()), throwAway: false };
    const { dataDir, ports } = world.settings;
    await startDatabase(world.settings);
    world.database = world.settings.databaseProcess;
    world.sandboxUrl = `http://localhost:${ports.SANDBOX_PORT}`;
    world.sandbox = start('The sandbox', 'dotnet', [sandbox], {
      log: join(dataDir, 'logs/sandbox.log'),
      cwd: join(root, 'sandbox'),
      env: { SANDBOX_PORT: String(ports.SANDBOX_PORT), PRINTER_PORT: String(ports.PRINTER_PORT), MAIL_PORT: String(ports.MAIL_PORT), SANDBOX_DATA: join(dataDir, 'sandbox') },
    });
    await verb('migrate', world.settings);
    await ready(world.sandbox, `${world.sandboxUrl}/sandbox/health`);
    const { A, B } = await freePorts('A', 'B');
    world.processes = [
      { name: 'api', role: 'api', port: ports.HTTP_PORT },
      { name: 'worker-1', role: 'all', port: A },
      { name: 'worker-2', role: 'all', port: B },
    ];
    for (const process of world.processes) world.launch(process);
    world.url = `http://localhost:${ports.HTTP_PORT}`;
    for (const { entry, port } of world.processes) await ready(entry, `http://localhost:${port}/health/ready`);
    return world;
  }

  launch(process) {
    process.entry = start(process.name, 'dotnet', [api, 'serve'], {
      log: join(this.settings.dataDir, `logs/${process.name}.log`),
      cwd: join(root, 'src/Api'),
      env: apiEnvironment(this.settings, {
        ASPNETCORE_URLS: `http://localhost:${process.port}`,
        Host__Role: process.role,
        Channels__UnknownAfter: unknownAfter,
        RateLimits__SignInFailuresPerMinute: '100000',
      }),
    });
  }

  async stop() {
    for (const { entry } of this.processes) await stop(entry);
    await stop(this.sandbox);
    await stop(this.database);
  }

  /** A company with numbers whose customers have all written, so that anything may be sent to them. */
  async connect() {
    const account = { email: `soak-${randomUUID()}@example.com`, password: `Senha-${randomUUID()}` };
    await this.call('POST', '/api/v1/auth/register', { tenantName: 'Padaria', name: 'Ana', ...account }, { anonymous: true }).then((session) => (this.token = session.accessToken));
    this.account = account;
    const channels = [];
    for (let i = 0; i < NUMBERS; i++) {
      const number = String(Date.now() * 10 + i);
      const channel = await this.call('POST', '/api/v1/channels', {
        name: `WhatsApp ${i}`,
        phoneNumberId: number,
        wabaId: `9${number}`,
        accessToken: `token-${number}`,
        appSecret: `secret-${number}`,
        apiUrl: `${this.sandboxUrl}/graph`,
      });
      await this.control('PUT', `/sandbox/meta/numbers/${number}`, {
        wabaId: `9${number}`,
        displayPhoneNumber: `+55 11 4000-000${i}`,
        token: `token-${number}`,
        appSecret: `secret-${number}`,
        verifyToken: channel.verifyToken,
        webhookUrl: channel.webhookUrl,
        windowAlwaysOpen: true,
        throughput: 0,
        pairBurst: 0,
      });
      channels.push({ id: channel.id, number });
    }
    for (const { number } of channels)
      for (let c = 0; c < CUSTOMERS; c++)
        await this.control('POST', `/sandbox/meta/numbers/${number}/inbound`, { from: customer(c), text: 'oi' });
    await this.until(async () => (await this.received(channels)) === NUMBERS * CUSTOMERS, 'the customers to have written', 120);
    return channels;
  }

  /** Each once, however often it has to be asked for: the key makes the repetitions one. */
  async sendAll(intents) {
    const waiting = [...intents];
    const one = async () => {
      for (let intent; (intent = waiting.pop()); )
        intent.id = (
          await this.call(
            'POST',
            `/api/v1/channels/${intent.channel.id}/messages`,
            { to: intent.to, class: intent.class, content: { type: 'text', text: intent.text } },
            { key: randomUUID() },
          )
        ).id;
    };
    await Promise.all(Array.from({ length: 8 }, one));
  }

  async killNowAndThen(random, seconds, most, goOn) {
    const killed = { api: 0, 'worker-1': 0, 'worker-2': 0, database: 0 };
    for (let round = 0; round < most && (goOn() || round < 4); round++) {
      await pause(1000 * seconds * (0.5 + random()));
      // The database in every fifth round; else one of the processes, in turn and not, so that a short run meets each.
      const victim = round % 5 === 3 ? undefined : this.processes[round < 3 ? (round + 1) % 3 : Math.floor(random() * 3)];
      const entry = victim?.entry ?? this.database;
      process.kill(-entry.pid, 'SIGKILL');
      await entry.exited;
      killed[victim?.name ?? 'database'] += 1;
      if (victim) this.launch(victim);
      else await this.restartDatabase();
    }
    return killed;
  }

  /** The killed server's children notice one by one that it is gone; until then a new one is refused their memory. */
  async restartDatabase() {
    for (const deadline = Date.now() + 60_000; ; await pause(500)) {
      try {
        this.database = (await startPostgres({ dataDir: this.settings.dataDir, port: this.settings.ports.DATABASE_PORT })).entry;
        return;
      } catch (error) {
        if (!(error instanceof Problem) || Date.now() > deadline) throw error;
      }
    }
  }

  async misbehave(channels, random, goOn) {
    while (goOn()) {
      for (const { number } of channels) await this.control('PUT', `/sandbox/meta/faults?phoneNumberId=${number}`, misfortunes(random));
      await pause(1000);
    }
  }

  async behave(channels) {
    for (const { number } of channels) await this.control('DELETE', `/sandbox/meta/faults?phoneNumberId=${number}`);
  }

  /** Until nothing waits any more. Silence means nothing, so that Meta has to be heard of on every number while the unknown are decided. */
  async settle(channels) {
    const deadline = Date.now() + 240_000;
    for (let round = 0; ; round++, await pause(1000)) {
      // To another customer each time: one of them may get one in six seconds.
      for (const { id } of channels)
        await this.call('POST', `/api/v1/channels/${id}/messages`, { to: customer(round % CUSTOMERS), class: 'reply', content: { type: 'text', text: 'heartbeat' } });
      if ((await this.count(channels, ['unknown', 'sending'])) === 0 && (await this.count(channels, ['queued'])) === 0) break;
      if (Date.now() > deadline) break; // the judge says what is left
    }
    await pause(2000);
  }

  async judge(intents, channels) {
    const wrong = [];
    const rows = new Map();
    const got = new Map();
    const undeliverable = new Set();
    const counted = { accepted: 0, received: 0 };
    let taken = 0;
    for (const { id, number } of channels) {
      for (const day of (await this.call('GET', `/api/v1/channels/${id}/usage`)).items) {
        counted.accepted += day.accepted;
        counted.received += day.received;
      }
      for await (const row of this.list(`/api/v1/channels/${id}/messages`)) {
        // Meta took it: also what it said later that it could not deliver.
        if (['accepted', 'sent', 'delivered', 'read'].includes(row.status) || (row.status === 'failed' && row.errorCode === UNDELIVERABLE)) taken += 1;
        if (rows.has(row.text) && row.text !== 'heartbeat') wrong.push(`${row.text} is there twice`);
        rows.set(row.text, row);
      }
      for await (const entry of this.ledger(number)) {
        const text = entry.content?.body ?? entry.content?.text?.body;
        if (entry.failedCode) undeliverable.add(text);
        else got.set(text, (got.get(text) ?? 0) + 1);
      }
    }
    const states = {};
    let flagged = 0;
    for (const { text, class: kind } of intents) {
      const row = rows.get(text);
      const times = got.get(text) ?? 0;
      if (!row) {
        wrong.push(`${text} (${kind}) was taken and is gone`);
        continue;
      }
      states[row.status] = (states[row.status] ?? 0) + 1;
      if (times > 1 && kind === 'utility' && times === 2 && row.possibleDuplicate) flagged += 1;
      else if (times > 1) wrong.push(`${text} (${kind}, ${row.status}) reached the customer ${times} times${row.possibleDuplicate ? ', flagged' : ''}`);
      // That Meta took it says no more than that: it may have found out later, and its word of it is lost.
      const isExplained = row.status === 'accepted' && undeliverable.has(text);
      if (['accepted', 'sent', 'delivered', 'read'].includes(row.status) && times === 0 && !isExplained) wrong.push(`${text} (${kind}) is said to be ${row.status} and never arrived`);
      if (['queued', 'sending', 'unknown'].includes(row.status)) wrong.push(`${text} (${kind}) is still ${row.status}: ${row.errorReason}`);
      if (row.status === 'failed' && (times > 0 || !(row.errorCode || row.errorReason))) wrong.push(`${text} (${kind}) is said to have failed (${row.errorCode ?? row.errorReason}) and arrived ${times} times`);
      if (row.status === 'abandoned' && !['code', 'marketing'].includes(kind)) wrong.push(`${text} (${kind}) was given up, which is a person's to decide`);
      if (row.status === 'needs_review' && ['code', 'marketing'].includes(kind)) wrong.push(`${text} (${kind}) waits for a person`);
      if (row.status === 'needs_review' && kind === 'utility' && !row.possibleDuplicate) wrong.push(`${text} (utility) waits for a person before it was sent again`);
      if (['abandoned', 'needs_review'].includes(row.status) && !row.errorReason) wrong.push(`${text} (${kind}, ${row.status}) does not say why`);
    }
    const known = new Set(intents.map(({ text }) => text));
    for (const text of got.keys()) if (!known.has(text) && text !== 'heartbeat') wrong.push(`a customer got ${text}, which nobody sent`);
    if (counted.accepted !== taken) wrong.push(`${counted.accepted} messages were counted as taken by WhatsApp, and ${taken} are known to be`);
    if (counted.received !== NUMBERS * CUSTOMERS) wrong.push(`${counted.received} messages were counted as received, and ${NUMBERS * CUSTOMERS} came`);
    wrong.push(...(await this.judgeConversations(intents)));
    if (this.failures) wrong.push(`the API answered 500 ${this.failures} times`);
    const reached = intents.filter(({ text }) => got.has(text)).length;
    return { states, reached, resentAndArrivedTwice: flagged, counted, wrong };
  }

  /** One for each customer, in which everything is once that was taken for them, numbered without a gap. */
  async judgeConversations(intents) {
    const wrong = [];
    const seen = new Map();
    let conversations = 0;
    for await (const { id, lastSequence } of this.list('/api/v1/inbox/conversations')) {
      conversations += 1;
      let last = 0;
      for (let next = '0'; next !== null; ) {
        const page = await this.call('GET', `/api/v1/inbox/conversations/${id}/items?since=${next}&limit=200`);
        for (const { sequence, message } of page.items) {
          if (sequence !== last + 1) wrong.push(`after item ${last} of a conversation comes ${sequence}`);
          last = sequence;
          if (message) seen.set(message.text, (seen.get(message.text) ?? 0) + 1);
        }
        next = page.next;
      }
      if (last !== lastSequence) wrong.push(`a conversation says that it has ${lastSequence} items and has ${last}`);
    }
    if (conversations !== NUMBERS * CUSTOMERS) wrong.push(`${conversations} conversations, and ${NUMBERS * CUSTOMERS} customers wrote`);
    for (const { text } of intents) if (seen.get(text) !== 1) wrong.push(`${text} is in conversations ${seen.get(text) ?? 0} times`);
    return wrong;
  }

  async count(channels, statuses) {
    let count = 0;
    for (const { id } of channels) for await (const row of this.list(`/api/v1/channels/${id}/messages`, statuses.map((s) => `status=${s}`).join('&'))) if (row) count += 1;
    return count;
  }

  async received(channels) {
    let count = 0;
    for (const { id } of channels) for await (const row of this.list(`/api/v1/channels/${id}/received`)) if (row) count += 1;
    return count;
  }

  async *list(path, query = '') {
    for (let after = ''; ; ) {
      const page = await this.call('GET', `${path}?limit=100&${query}${after && `&after=${encodeURIComponent(after)}`}`);
      yield* page.items;
      if (!page.next) return;
      after = page.next;
    }
  }

  async *ledger(number) {
    for (let since = 0; ; ) {
      const page = await this.control('GET', `/sandbox/meta/ledger?phoneNumberId=${number}&since=${since}&limit=500&outcome=all`);
      yield* page.items;
      if (!page.more) return;
      since = page.next;
    }
  }

  /** As a patient client: whoever is killed comes back, and what was not answered is asked again. */
  async call(method, path, body, { anonymous = false, key } = {}) {
    for (const deadline = Date.now() + 120_000; ; await pause(200)) {
      let answer;
      try {
        answer = await fetch(this.url + path, {
          method,
          headers: {
            ...(body && { 'Content-Type': 'application/json' }),
            ...(!anonymous && { Authorization: `Bearer ${this.token}` }),
            ...(key && { 'Idempotency-Key': key }),
          },
          body: body && JSON.stringify(body),
          signal: AbortSignal.timeout(15_000),
        });
        const text = await answer.text();
        if (answer.ok) return text ? JSON.parse(text) : {};
        if (answer.status === 401 && !anonymous) {
          this.token = (await this.call('POST', '/api/v1/auth/login', this.account, { anonymous: true })).accessToken;
          continue;
        }
        // Busy and away pass.
        if (![429, 500, 503].includes(answer.status) && !(answer.status === 409 && text.includes('request.'))) throw new Problem(`${method} ${path} answered ${answer.status}: ${text}`);
        if (answer.status === 500) this.failures = (this.failures ?? 0) + 1;
        if (Date.now() > deadline) throw new Problem(`${method} ${path} still answers ${answer.status} after two minutes: ${text}`);
      } catch (error) {
        if (error instanceof Problem || Date.now() > deadline) throw error;
      }
    }
  }

  async control(method, path, body) {
    const answer = await fetch(this.sandboxUrl + path, {
      method,
      headers: body && { 'Content-Type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Problem(`The sandbox answered ${answer.status} to ${method} ${path}: ${text}`);
    return text ? JSON.parse(text) : {};
  }

  async until(isSo, what, seconds) {
    for (const deadline = Date.now() + seconds * 1000; !(await isSo()); await pause(300)) if (Date.now() > deadline) throw new Problem(`Waited ${seconds} s for ${what}.`);
  }
}

/** One line a reader understands, and every sentence of the judge. */
export function report(result) {
  const counts = (of) => Object.entries(of).map(([name, count]) => `${name} ${count}`).join(', ');
  say(`  ${result.messages} messages in ${result.seconds} s, seed ${result.seed}; killed: ${counts(result.killed)}`);
  say(`  ${result.reached} reached their customer, ${result.resentAndArrivedTwice} of them twice and flagged; ${counts(result.states)}; counted: ${counts(result.counted)}`);
  for (const sentence of result.wrong.slice(0, 30)) say(`  WRONG: ${sentence}`);
}
