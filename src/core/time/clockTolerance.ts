/** The clocks of servers and of whoever asks may differ by this much: a time that lies further ahead tells nothing. */
export const CLOCK_TOLERANCE_MS = 300_000;
