import { z } from 'zod';

const UNIT_SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };
const DURATION = /^([1-9][0-9]*)(s|m|h|d|w)$/;

/** A duration such as `26h` as people write it, read as seconds. */
export const durationSeconds = z
  .string()
  .regex(DURATION, 'must be a duration such as 5m, 26h or 30d')
  .transform((text) => {
    const [, amount = '0', unit = 's'] = DURATION.exec(text) ?? [];
    return Number(amount) * (UNIT_SECONDS[unit] ?? 1);
  });
