import { browserTransport } from '../../../sources/transport/browser';
import { readServer, type CheckedSource, type Report } from './readServer';

type Checked = Report | 'running';

const latest = new Map<string, { run: number; checked: Checked }>();
const listeners = new Set<() => void>();
let runs = 0;

function put(uid: string, run: number, checked: Checked): void {
  latest.set(uid, { run, checked });
  listeners.forEach((listener) => listener());
}

/**
 * What the last look at each data source gave, outside of React: the button "Save & test" is Grafana's and asks the data
 * source, and the editor's table shows what that very test saw.
 */
export const checks = {
  of: (uid: string): Checked | undefined => latest.get(uid)?.checked,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** Asks the server with the settings as they are saved; of two at once the one that began later counts. */
  async run(source: CheckedSource): Promise<Report> {
    runs += 1;
    const run = runs;
    put(source.uid, run, 'running');
    try {
      const report = await readServer(source, browserTransport(), Date.now, new AbortController().signal);
      if (latest.get(source.uid)?.run === run) {
        put(source.uid, run, report);
      }
      return report;
    } catch (error) {
      latest.delete(source.uid);
      listeners.forEach((listener) => listener());
      throw error;
    }
  },
};
