import { config } from './support/config.ts';

export default config({ testDir: '.', testMatch: '**/*.spec.ts', testIgnore: 'screenshots/**' });
