// graphile-worker in a schema of its own of DATABASE_URL, tuned as its manual says: jobs fetched by the hundreds, acknowledged together or each by itself.
import { isEach, load, payload, serve, stopwatch } from './slices.mjs';

const worker = {
  concurrentJobs: 24,
  maxPoolSize: 10,
  localQueue: { size: 500 },
  ...(!isEach && { completeJobBatchDelay: 0, failJobBatchDelay: 0 }),
};
const fillAtOnce = 5000;
const fill = `
  select count(*) from graphile_worker.add_jobs(array(
    select row('nothing', $1::json, null, null, null, null, null, null)::graphile_worker.job_spec
    from generate_series(1, $2::int)
  ))`;

const { module: graphile, version } = await load('graphile-worker');
const { module: pg } = await load('pg');
const connectionString = process.env.DATABASE_URL;
const database = new pg.default.Client({ connectionString });
await database.connect();
try {
  const logger = new graphile.Logger(() => () => {});
  const preset = { worker: { ...worker, connectionString, logger } };
  await graphile.runMigrations({ preset });
  const postmaster = Number(process.env.POSTMASTER_PID);
  await serve(`graphile-worker ${version}, ${isEach ? 'each by itself' : 'tuned'}`, async (count) => {
    for (let filled = 0; filled < count; filled += fillAtOnce) await database.query(fill, [JSON.stringify(payload), Math.min(fillAtOnce, count - filled)]);
    // Nobody measures a plan made for an empty table.
    await database.query('vacuum analyze graphile_worker._private_jobs');
    const watch = stopwatch(count, postmaster);
    const runner = await graphile.run({ preset, taskList: { nothing: async () => watch.first() } });
    const isLeft = async () => (await database.query('select exists (select from graphile_worker._private_jobs) as left')).rows[0].left;
    while (await isLeft()) await new Promise((resolve) => setTimeout(resolve, 10));
    const result = watch.stop();
    await runner.stop();
    return result;
  });
} finally {
  await database.end();
}
