import sans from '../../pdf/fonts/OpsRoundsSans-Regular.ttf';
import sansBold from '../../pdf/fonts/OpsRoundsSans-Semibold.ttf';
import serif from '../../pdf/fonts/OpsRoundsSerif-Regular.ttf';
import serifBold from '../../pdf/fonts/OpsRoundsSerif-Semibold.ttf';
import type { FontName } from '../../pdf/tokens';
import { SourceError } from '../../sources/sourceError';
import type { MadeReport, RenderJob, RenderMessage } from './job';

const FONT_URLS: Readonly<Record<FontName, string>> = { sans, sansBold, serif, serifBold };

/** Draws the report in a worker. Rejects with `SourceError` when it broke, with AbortError when the signal aborted. */
export async function renderInWorker(
  job: Omit<RenderJob, 'fonts'>,
  signal: AbortSignal,
  onProgress: (done: number, total: number) => void
): Promise<MadeReport> {
  const fonts = await loadFonts(signal);
  // The options keep the page's module format out of the worker's entry, where nobody defines `define`, and let the worker
  // find its parts beside itself, wherever Grafana is served.
  const worker = new Worker(
    /* webpackEntryOptions: { publicPath: 'auto', library: { type: 'var', name: 'opsRoundsReport' } } */ new URL(
      './render.worker.ts',
      import.meta.url
    )
  );
  try {
    return await answerOf(worker, { ...job, fonts }, signal, onProgress);
  } finally {
    worker.terminate();
  }
}

function answerOf(
  worker: Worker,
  job: RenderJob,
  signal: AbortSignal,
  onProgress: (done: number, total: number) => void
): Promise<MadeReport> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    worker.onerror = (event) =>
      reject(new SourceError('internal', event.message || 'The worker could not be started.'));
    worker.onmessage = ({ data }: MessageEvent<RenderMessage>) => {
      switch (data.kind) {
        case 'progress':
          onProgress(data.done, data.total);
          return;
        case 'done':
          resolve(data.report);
          return;
        case 'failed':
          reject(new SourceError('internal', data.detail));
      }
    };
    worker.postMessage(job);
  });
}

async function loadFonts(signal: AbortSignal): Promise<RenderJob['fonts']> {
  const entries = await Promise.all(
    Object.entries(FONT_URLS).map(async ([name, url]) => {
      const response = await fetch(url, { signal }).catch((error: unknown) => {
        signal.throwIfAborted();
        throw new SourceError('source-down', `A font of the report could not be loaded: ${String(error)}`);
      });
      if (!response.ok) {
        throw new SourceError('source-down', `A font of the report could not be loaded: HTTP ${response.status}`);
      }
      return [name, new Uint8Array(await response.arrayBuffer())] as const;
    })
  );
  return Object.fromEntries(entries) as Record<FontName, Uint8Array>;
}
