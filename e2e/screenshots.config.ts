import { config } from './support/config.ts';

export default config({ testDir: './screenshots', testMatch: '**/*.shot.ts', workers: 1, timeout: 180_000 });
