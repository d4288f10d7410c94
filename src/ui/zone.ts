import { createContext, useContext } from 'react';

/** IANA zone of the app's setting, in which every time on a screen is told; UTC where none is set. */
const ZoneContext = createContext('UTC');

export const ZoneProvider = ZoneContext.Provider;

export function useZone(): string {
  return useContext(ZoneContext);
}
