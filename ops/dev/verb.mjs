// Runs verbs of the API (validate-rls, …) on the launcher's database, which it starts when nobody has.
import { say } from './lib/basics.mjs';
import { buildProduct, installTools, locked, requireSdk } from './lib/build.mjs';
import { occupant, settingsFromEnvironment, startDatabase, verb } from './lib/instance.mjs';
import { requireFree } from './lib/ports.mjs';
import { main } from './lib/processes.mjs';

await main(async () => {
  const settings = settingsFromEnvironment();
  requireSdk();
  await locked(async () => {
    await installTools();
    await buildProduct();
  });
  const running = occupant(settings.dataDir);
  if (running?.databaseUrl) {
    Object.assign(settings, running);
  } else {
    if (settings.ports.DATABASE_PORT) await requireFree({ DATABASE_PORT: settings.ports.DATABASE_PORT });
    await startDatabase(settings);
    await verb('migrate', settings);
  }
  for (const name of process.argv.slice(2)) say((await verb(name, settings)).trimEnd());
});
