// Ports are checked before anything starts, and the message names the variable that moves each.
import { createServer } from 'node:net';
import { Problem } from './basics.mjs';

const hosts = ['127.0.0.1', '::1'];

function listen(port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen({ port, host, exclusive: true }, () => resolve(server));
  });
}

const close = (server) => new Promise((resolve) => server.close(resolve));

/** null when free; otherwise why not. */
async function obstacle(port) {
  for (const host of hosts) {
    try {
      await close(await listen(port, host));
    } catch (error) {
      if (host === '::1' && ['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL'].includes(error.code)) continue; // no IPv6 here
      return error.code === 'EADDRINUSE' ? 'is taken' : `cannot be used (${error.code})`;
    }
  }
  return null;
}

/** `ports`: { HTTP_PORT: 8080, … } */
export async function requireFree(ports) {
  const problems = [];
  const seen = new Map();
  for (const [variable, port] of Object.entries(ports)) {
    if (!Number.isInteger(port) || port < 1 || port > 65535) problems.push(`${variable} is not a port number.`);
    else if (seen.has(port)) problems.push(`${variable} and ${seen.get(port)} are both ${port}; they need different ports.`);
    else {
      seen.set(port, variable);
      const why = await obstacle(port);
      if (why) problems.push(`Port ${port} ${why}. Choose another: make up ${variable}=${port < 65000 ? port + 1 : port - 1}`);
    }
  }
  if (problems.length > 0) throw new Problem(problems.join('\n'));
}

let last = Math.floor(Math.random() * 2000);

/** Distinct free ports, for tests. Below what the system gives to outgoing connections, one of which could take a port before it is used. */
export async function freePorts(...variables) {
  const ports = {};
  for (const variable of variables) {
    do ports[variable] = 30_000 + (++last % 2000);
    while (await obstacle(ports[variable]));
  }
  return ports;
}
