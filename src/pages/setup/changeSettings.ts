import type { Reason } from '../../core/check/verdict';
import { canonicalJson } from '../../core/journal/canonical';
import type { Settings, SettingsProblem } from '../../core/settings/settings';
import { reasonOf } from '../../ui/loadable';
import type { RoundsServices } from '../../ui/services';

/** How a change of the settings ended. */
export type Changed =
  | { code: 'saved' }
  /** Nothing was written: somebody else changed the same thing meanwhile. */
  | { code: 'conflict' }
  /** Nothing was written: settings that cannot be read would be lost. */
  | { code: 'unreadable-settings'; problems: readonly SettingsProblem[] }
  | { code: 'failed'; reason: Reason };

/**
 * Writes some settings over those that stand, which are read anew: what others changed elsewhere stays, and what they changed
 * of these since `base` was read is not overwritten.
 */
export async function changeSettings(
  base: Settings,
  change: Partial<Settings>,
  { connect, saveSettings }: Pick<RoundsServices, 'connect' | 'saveSettings'>,
  signal: AbortSignal
): Promise<Changed> {
  try {
    const { settings, problems } = await connect(signal);
    if (problems.length > 0) {
      return { code: 'unreadable-settings', problems };
    }
    const names = Object.keys(change) as ReadonlyArray<keyof Settings>;
    if (names.some((name) => canonicalJson(settings[name]) !== canonicalJson(base[name]))) {
      return { code: 'conflict' };
    }
    await saveSettings({ ...settings, ...change }, signal);
    return { code: 'saved' };
  } catch (error) {
    signal.throwIfAborted();
    return { code: 'failed', reason: reasonOf(error) };
  }
}
