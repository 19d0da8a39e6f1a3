// make reset: back to empty. The next make up creates and seeds everything anew.
import { Problem, say } from './lib/basics.mjs';
import { buildProduct, installTools, locked, requireSdk } from './lib/build.mjs';
import { erase, occupant, settingsFromEnvironment, shown, startDatabase, verb } from './lib/instance.mjs';
import { main } from './lib/processes.mjs';

await main(async () => {
  const settings = settingsFromEnvironment();
  const other = occupant(settings.dataDir);
  if (other) throw new Problem(`CleanApp runs on ${shown(settings.dataDir)} (process ${other.pid}). Stop it first.`);
  if (settings.databaseUrl) {
    requireSdk();
    await locked(async () => {
      await installTools();
      await buildProduct();
    });
    await startDatabase(settings);
    await verb('reset-database', settings);
    say('The database of DATABASE_URL is empty.');
  }
  erase(settings.dataDir);
  say(`${shown(settings.dataDir)} is empty.`);
});
