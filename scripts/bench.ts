/** Measures what DESIGN section 7 promises, side by side in one run: `npm run bench [-- pdf|checks|fleet|bundles|slo|backups|journal|scale]`. */
import { benchBackups } from './bench/backups';
import { benchBundles } from './bench/bundles';
import { benchChecks } from './bench/checks';
import { benchFleet } from './bench/fleet';
import { benchJournal } from './bench/journal';
import { benchPdf } from './bench/pdf';
import { benchScale } from './bench/scale';
import { benchSlo } from './bench/slo';

const BENCHES = {
  pdf: benchPdf,
  checks: benchChecks,
  fleet: benchFleet,
  bundles: benchBundles,
  slo: benchSlo,
  backups: benchBackups,
  journal: benchJournal,
  scale: benchScale,
} as const;

async function main(): Promise<number> {
  const asked = process.argv.slice(2);
  const unknown = asked.find((name) => !Object.hasOwn(BENCHES, name));
  if (unknown !== undefined) {
    console.error(`There is no bench ${JSON.stringify(unknown)}; there are ${Object.keys(BENCHES).join(', ')}.`);
    return 2;
  }
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (asked.length === 0 || asked.includes(name)) {
      console.log(`\n== ${name}`);
      await bench();
    }
  }
  return 0;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  }
);
