import { useEffect, useState } from 'react';

import { durationText } from './duration';
import { useServices } from './services';
import { t } from './t';

/** "12 s ago", ticking: every second in the first minute, then every ten seconds. */
export function Age({ sinceMs }: { sinceMs: number }) {
  const nowMs = useNow((now) => (now - sinceMs < 60_000 ? 1000 : 10_000));
  return <>{t('age.ago', '{{duration}} ago', { duration: durationText(nowMs - sinceMs) })}</>;
}

/** Now, re-rendering after the delay that `everyMs` gives for the present moment. */
export function useNow(everyMs: (nowMs: number) => number): number {
  const { clock } = useServices();
  const [nowMs, setNowMs] = useState(clock);
  const delayMs = everyMs(nowMs);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(clock()), delayMs);
    return () => clearInterval(timer);
  }, [clock, delayMs]);
  return nowMs;
}
