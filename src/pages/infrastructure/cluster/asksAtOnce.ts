const ASKED_AT_ONCE = 500;

/** Whether so many guests are asked one by one without somebody telling us to. */
export function asksAtOnce(guests: number): boolean {
  return guests <= ASKED_AT_ONCE;
}
