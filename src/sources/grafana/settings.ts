import { z } from 'zod';
import { parseSettings, settingsSchema, type Settings, type SettingsProblem } from '../../core/settings/settings';
import { SourceError } from '../sourceError';
import type { Transport } from '../transport/port';
import { bodyOf } from '../transport/refusal';

const PATH = '/api/plugins/opsrounds-ops-app/settings';
const TIMEOUT_MS = 10_000;

const answer = z.object({ enabled: z.boolean().catch(false), jsonData: z.record(z.string(), z.unknown()).nullish() });

const notInstalled = z.object({ message: z.string().startsWith('Plugin not found') });

export interface ReadSettings {
  settings: Settings;
  /** Fields that fell back to their defaults, for a screen or a log to name. */
  problems: readonly SettingsProblem[];
}

/** The app's settings. Rejects with SourceError; `not-connected` when the app is not installed. */
export async function readSettings(transport: Transport, signal: AbortSignal): Promise<ReadSettings> {
  return parseSettings(await readJsonData(transport, signal));
}

/**
 * Writes the settings. Grafana replaces `jsonData` whole and switches the app off when `enabled` is left out, so keys
 * that are not ours are read first and sent along. Throws RangeError before anything is sent when they do not fit.
 */
export async function saveSettings(transport: Transport, settings: Settings, signal: AbortSignal): Promise<void> {
  const checked = settingsSchema.safeParse(settings);
  if (!checked.success) {
    throw new RangeError(z.prettifyError(checked.error));
  }
  const found = (await readJsonData(transport, signal)) ?? {};
  const ours = new Set(Object.keys(settingsSchema.shape));
  const foreign = Object.fromEntries(Object.entries(found).filter(([key]) => !ours.has(key)));
  const body = { enabled: true, pinned: true, jsonData: { ...foreign, ...checked.data } };
  bodyOf(await transport.send({ method: 'POST', path: PATH, body, signal, timeoutMs: TIMEOUT_MS }));
}

async function readJsonData(
  transport: Transport,
  signal: AbortSignal
): Promise<Record<string, unknown> | null | undefined> {
  const response = await transport.send({ method: 'GET', path: PATH, signal, timeoutMs: TIMEOUT_MS });
  // Anything on the network may answer 404; only Grafana says that the plugin is what it does not find.
  if (response.status === 404 && notInstalled.safeParse(response.body).success) {
    throw new SourceError('not-connected', 'the app opsrounds-ops-app is not installed in this Grafana', 404);
  }
  const read = answer.safeParse(bodyOf(response));
  if (!read.success) {
    throw new SourceError('bad-response', 'the settings of the app cannot be read');
  }
  return read.data.jsonData;
}
